import { axe, barriers } from "@/e2e/support/axe";
import { expect, test } from "@/e2e/support/story";
import { unique } from "@/e2e/support/workspace";

test("a workflow begins as a draft, is told what is wrong with it, and is published", async ({
  workspace,
  visit,
}) => {
  const title = `Refunds ${unique()}`;
  const page = await visit(workspace.owner, "/workflows");
  await page.getByRole("button", { name: "New workflow" }).click();
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Create draft" }).click();
  await expect(page.getByRole("heading", { name: /^Draft of refunds-/ })).toBeVisible();
  await expect(page.getByText("It can be published as it is.")).toBeVisible();
  const text = page.getByLabel("Definition, as JSON");
  const written = await text.inputValue();
  await text.fill(written.replace('"next": "done"', '"next": "nowhere"'));
  await expect(page.getByRole("list", { name: "What was found" })).toContainText(
    'There is no step "nowhere"',
  );
  await expect(page.getByRole("button", { name: "Publish" })).toBeDisabled();
  const box = await text.elementHandle();
  const askedAgain = page.waitForResponse((answer) => answer.url().includes("workflow.get"));
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved by Alex Morgan" })).toBeVisible();
  await askedAgain;
  // It is still the same field, with its caret and how one could undo.
  expect(await text.evaluate((now, before) => now === before, box)).toBe(true);
  expect(await barriers(axe(page))).toEqual([]);
  await text.fill(written);
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await page.getByRole("link", { name: "Edit" }).click();
  await text.fill(written.replace("15m", "30m"));
  await page.getByRole("tab", { name: "Changes" }).click();
  await expect(page.getByRole("list", { name: "Changes" })).toContainText("claimWithin");
});

test("a workflow is paused, resumed, put away and taken back", async ({ workspace, visit }) => {
  const name = `rests-${unique()}`;
  const definition = { title: "Rests", start: "done", steps: { done: { kind: "end" } } };
  await expect(await workspace.api.put(`workflows/${name}`, { data: definition })).toBeOK();
  const page = await visit(workspace.owner, `/workflows/${name}`);
  const choose = async (action: string) => {
    await page.getByRole("button", { name: "More about Rests" }).click();
    await page.getByRole("menuitem", { name: action }).click();
  };
  await choose("Pause");
  await page.getByRole("alertdialog").getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  expect((await workspace.api.post("runs", { data: { workflow: name } })).status()).toBe(409);
  await choose("Resume");
  await expect(page.getByText("Paused", { exact: true })).toBeHidden();
  await choose("Archive");
  await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("Archived", { exact: true })).toBeVisible();
  await page.goto("/workflows?status=archived");
  await page.getByRole("link", { name: /Rests/ }).click();
  await choose("Take back");
  await expect(page.getByText("Archived", { exact: true })).toBeHidden();
});
