import { askPeople } from "@/e2e/support/bot";
import { picture } from "@/e2e/support/picture";
import { standIn } from "@/e2e/support/stand-in";
import { expect, test as story } from "@/e2e/support/story";

const line = /Connected again/;

/** With a server in front of the product that goes and comes as the story wants it. */
const test = story.extend<{ server: Awaited<ReturnType<typeof standIn>> }>({
  server: async ({ baseURL }, use) => {
    const server = await standIn(new URL(baseURL as string));
    await use(server);
    server.stop();
  },
});

test("a minute without a network loses nothing, and the page says so", async ({ workspace, visit }) => {
  const { taskId, runId } = await askPeople(workspace.api, { question: "Is the shop open on Sunday?" });
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  await page.getByRole("button", { name: "Claim", exact: true }).click();
  const answer = page.getByRole("textbox", { name: "Answer" });
  await expect(page.getByRole("button", { name: "Release" })).toBeVisible();
  await answer.fill("Yes, from noon.");

  await page.context().setOffline(true);
  await expect(page.getByText(/You are offline/)).toBeVisible();
  await page
    .getByRole("button", { name: /^Complete/ })
    .first()
    .click();
  await expect(page.getByText("One change is sent when you are back.")).toBeVisible();
  await picture(page, "story-offline");
  await askPeople(workspace.api, { question: "And on Monday?" });
  expect((await (await workspace.api.get(`tasks/${taskId}`)).json()).status).toBe("claimed");

  await page.context().setOffline(false);
  await expect(page.getByText(line)).toBeVisible();
  await expect
    .poll(async () => (await (await workspace.api.get(`runs/${runId}`)).json()).status)
    .toBe("completed");
  await page.goto(`/tasks/${taskId}`);
  await expect(page.getByRole("region", { name: "Outcome" })).toContainText("Yes, from noon.");
  await page.goto("/inbox");
  await expect(page.getByText("And on Monday?").first()).toBeVisible();
});

test("a restarted server is noticed, and what happened meanwhile is shown", async ({
  workspace,
  visit,
  server,
}) => {
  await askPeople(workspace.api, { question: "Before the restart?" });
  const page = await visit(workspace.owner, `${server.url}/inbox`);
  await expect(page.getByText("Before the restart?").first()).toBeVisible();
  server.stop();
  await expect(page.getByText(/Reconnecting/)).toBeVisible();
  await askPeople(workspace.api, { question: "During the restart?" });
  await server.start();
  await expect(page.getByText(line)).toBeVisible();
  await expect(page.getByText("During the restart?").first()).toBeVisible();
  // What the page had not fetched when the server went is fetched once it is back.
  await page.getByRole("button", { name: "Sort" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
});

test("a server that comes back as another build says so, and the page is reloaded when one likes", async ({
  workspace,
  visit,
  server,
}) => {
  const page = await visit(workspace.owner, `${server.url}/inbox`);
  await expect.poll(server.streams).toBe(1);
  server.stop();
  await expect(page.getByText(/Reconnecting/)).toBeVisible();
  await server.start({ updated: true });
  await expect(page.getByText(/Orkestra was updated/)).toBeVisible();
  await picture(page, "story-updated");
  await page.getByRole("button", { name: "Reload now" }).click();
  await expect.poll(server.streams).toBe(3);
  await expect(page.getByRole("status").filter({ hasText: /updated|Reconnecting/ })).toHaveCount(0);
});

test("a change whose answer was lost is made once", async ({ workspace, visit, server }) => {
  const { taskId } = await askPeople(workspace.api);
  const said = async () => (await (await workspace.api.get(`tasks/${taskId}`)).json()).comments.length;
  const page = await visit(workspace.owner, `${server.url}/tasks/${taskId}`);
  await expect.poll(server.streams).toBe(1);
  server.loseAnswersTo("task.comment");
  const comment = page.getByRole("textbox", { name: "Comment" });
  await comment.fill("She called back.");
  await comment.press("Control+Enter");
  await expect.poll(said).toBe(1);
  server.stop();
  await expect(page.getByText(/One change is sent/)).toBeVisible();
  await server.start();
  await expect(page.getByText(line)).toBeVisible();
  await expect(page.getByText("She called back.")).toBeVisible();
  await expect(comment).toHaveValue("");
  expect(await said()).toBe(1);
});

test("a key whose answer was lost is made once, and said to be of no use", async ({
  workspace,
  visit,
  server,
}) => {
  const page = await visit(workspace.owner, `${server.url}/settings/keys`);
  await expect.poll(server.streams).toBe(1);
  await page.getByRole("button", { name: "New key" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill("Lost on the way");
  server.loseAnswersTo("key.create");
  const made = async () => {
    const { data } = await (await workspace.api.get("keys")).json();
    return data.filter(({ name }: { name: string }) => name === "Lost on the way").length;
  };
  await page.getByRole("button", { name: "Create key" }).click();
  await expect.poll(made).toBe(1);
  server.stop();
  await server.start();
  await expect(page.getByRole("alert").filter({ hasText: "can be shown only once" })).toBeVisible();
  expect(await made()).toBe(1);
});

test("a file that was chosen while the server is away is sent when it is back", async ({
  workspace,
  visit,
  server,
}) => {
  const { conversationId } = await askPeople(workspace.api);
  const page = await visit(workspace.owner, `${server.url}/conversations/${conversationId}`);
  await expect.poll(server.streams).toBe(1);
  server.stop();
  const files = page.getByRole("list", { name: "Files" });
  await page.getByTestId("attachments").setInputFiles({
    name: "invoice.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("Nine apples"),
  });
  await expect(files.getByRole("progressbar")).toBeVisible();
  await expect(page.getByText(/Reconnecting/)).toBeVisible();
  await server.start();
  await expect(files.getByText("11 byte")).toBeVisible();
});

test("who goes elsewhere while a server is replaced gets there when it is back", async ({
  workspace,
  visit,
  server,
}) => {
  const page = await visit(workspace.owner, `${server.url}/inbox`);
  await expect.poll(server.streams).toBe(1);
  server.stop();
  await server.start({ nobody: true });
  await expect(page.getByText(/Reconnecting/)).toBeVisible();
  await page.getByRole("link", { name: "Workflows" }).click();
  await expect(page.getByText("Bad Gateway")).toHaveCount(0);
  server.stop();
  await server.start();
  await expect(page.getByRole("heading", { name: "Workflows" })).toBeVisible();
  await expect(page.getByText(line)).toBeVisible();
});

test("who signs in while the server is away is told so, and need not type again", async ({
  workspace,
  page,
  server,
}) => {
  const { email, password } = workspace.owner;
  await page.goto(`${server.url}/signin`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  server.stop();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The server cannot be reached.")).toBeVisible();
  await server.start();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/inbox");
});

test("a page whose scripts were lost on the way says so, and is loaded again when they can come", async ({
  page,
}) => {
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  await page.goto("/signin");
  await expect(page.getByText("Parts of this page did not arrive.")).toBeVisible();
  await page.unroute("**/_next/static/**/*.js");
  await expect(page.getByText("Parts of this page did not arrive.")).toBeHidden();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Enter your e-mail address.")).toBeVisible();
});
