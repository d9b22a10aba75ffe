import { expect, test } from "@/e2e/support/story";

test("the demo sign-in of the summary leads to the inbox", async ({ inbox }) => {
  await expect(inbox.getByRole("heading", { name: /inbox/i }).first()).toBeVisible();
});

test("a wrong password leads nowhere, in words", async ({ page, demo }) => {
  await page.goto("/signin");
  await page.getByLabel(/e-?mail/i).fill(demo.email);
  await page.getByLabel(/^password/i).fill("not the password");
  await page.getByRole("button", { name: /sign in/i }).click();
  await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
});

test("the demo key starts a run over REST, and its task is there", async ({ api }) => {
  const input = { question: "Is anybody there?", confidence: 0.2 };
  const started = await api.post("runs", { data: { workflow: "support-escalation", input } });
  expect(started.status()).toBe(201);
  const { id } = await started.json();
  await expect.poll(async () => (await (await api.get(`tasks?runId=${id}`)).json()).data.length).toBe(1);
});

test("pages come with headers that keep others out", async ({ page }) => {
  const answered = await page.goto("/signin");
  const headers = answered?.headers() ?? {};
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["x-powered-by"]).toBeUndefined();
});
