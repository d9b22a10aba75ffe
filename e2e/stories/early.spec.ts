import type { Page } from "@playwright/test";
import { askPeople } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";

/** Holds the page's own scripts back until it is let go: it is seen, and does not listen. */
async function holdBack(page: Page): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

test("what is pressed before a page listens is done as soon as it does", async ({ workspace, visit }) => {
  const { taskId } = await askPeople(workspace.api);
  const page = await visit(workspace.owner, "/home");
  const letGo = await holdBack(page);
  await page.goto(`/tasks/${taskId}`, { waitUntil: "commit" });
  const early = page.waitForResponse("**/early.js");
  await early;
  await page.getByRole("button", { name: "Claim", exact: true }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-listening");
  letGo();
  await expect(page.getByRole("button", { name: "Release" })).toBeVisible();
});

test("a password that is sent before the page listens never comes into the address", async ({
  workspace,
  page,
}) => {
  const letGo = await holdBack(page);
  await page.goto("/signin", { waitUntil: "commit" });
  await page.getByLabel("E-mail").fill(workspace.owner.email);
  await page.getByLabel("Password", { exact: true }).fill(workspace.owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-listening");
  expect(page.url()).not.toContain("?");
  letGo();
  await expect(page.locator("html")).toHaveAttribute("data-listening");
  expect(page.url()).not.toContain("assword");
});
