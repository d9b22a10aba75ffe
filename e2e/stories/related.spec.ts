import type { Page } from "@playwright/test";
import { askPeople, endOf } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";
import { get, post } from "@/e2e/support/workspace";

async function choose(page: Page, act: string) {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: act }).click();
  return page.getByRole("dialog");
}

test("a task is split, linked, unlinked, and handed to another team with what that team needs to know", async ({
  workspace,
  visit,
}) => {
  const form = { fields: { answer: { type: "textarea", required: true } } };
  const made = (title: string) =>
    post(workspace.api, "tasks", { title, form, assignTo: { team: "support-l1" } });
  const { id } = await made("Refund and a new parcel");
  await made("The carrier lost a van");
  const page = await visit(workspace.owner, `/tasks/${id}`);
  const linked = page.getByRole("region", { name: "Linked tasks" });

  const split = await choose(page, "Split off parts…");
  await split.getByRole("textbox", { name: "Part 1" }).fill("Pay the money back");
  await split.getByRole("button", { name: "Another part" }).click();
  await split.getByRole("textbox", { name: "Part 2" }).fill("Send a new parcel");
  await split.getByRole("button", { name: "Split off 2 parts" }).click();
  for (const part of ["Pay the money back", "Send a new parcel"]) {
    await expect(linked.getByRole("listitem").filter({ hasText: part })).toContainText("Part");
  }

  const link = await choose(page, "Link…");
  await link.getByRole("textbox", { name: "Find a task" }).fill("carrier");
  await link.locator("label").filter({ hasText: "The carrier lost a van" }).click();
  await link.getByRole("button", { name: "Link", exact: true }).click();
  await expect(linked).toContainText("The carrier lost a van");
  await linked.getByRole("button", { name: "Remove the link with “The carrier lost a van”" }).click();
  await expect(linked.getByText("The carrier lost a van")).toHaveCount(0);

  const transfer = await choose(page, "Transfer with a note…");
  await transfer.getByRole("button", { name: "Transfer" }).click();
  await expect(transfer.getByText("Write a note for the other team.")).toBeVisible();
  await transfer.getByRole("combobox", { name: "Team" }).click();
  await page.getByRole("option", { name: "Support L2" }).click();
  await transfer.getByRole("textbox", { name: "Note" }).fill("The refund is approved.");
  await transfer.getByRole("button", { name: "Transfer" }).click();
  const history = page.getByRole("list", { name: "History" });
  await expect(history).toContainText("transferred it to Support L2");
  await expect(page.getByText("The refund is approved.").first()).toBeVisible();
  await linked.getByRole("button", { name: "Pay the money back" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pay the money back");
});

test("a task that repeats another waits for its answer, and both runs get it", async ({
  workspace,
  visit,
}) => {
  const first = await askPeople(workspace.api, { question: "Is the shop closed today?" });
  const again = await askPeople(workspace.api, { question: "Are you open at all?" });
  const page = await visit(workspace.owner, `/tasks/${again.taskId}`);
  const merge = await choose(page, "Merge as a duplicate…");
  await merge.getByRole("textbox", { name: "Find the task that it repeats" }).fill("closed");
  await merge.locator("label").filter({ hasText: "A customer needs a person" }).click();
  await merge.getByRole("button", { name: "Merge", exact: true }).click();
  const linked = page.getByRole("region", { name: "Linked tasks" });
  await expect(linked).toContainText("Duplicate of");
  await linked.getByRole("button", { name: /^A customer needs a person/ }).click();
  await expect(page).toHaveURL(new RegExp(first.taskId));
  await page.getByRole("textbox", { name: "Answer" }).fill("Open from noon.");
  await page.getByRole("button", { name: "Complete", exact: true }).click();
  for (const { runId } of [first, again]) {
    expect((await endOf(workspace.api, runId)).output).toMatchObject({ answer: "Open from noon." });
  }
});

test("one answer is given to alike tasks, each with its own result", async ({ workspace, visit }) => {
  const asked = [];
  for (const question of ["Snow?", "Is it snowing?", "Any snow?"]) {
    asked.push(await askPeople(workspace.api, { question }));
  }
  const [first, second, third] = asked;
  const page = await visit(workspace.owner, `/tasks/${first?.taskId}`);
  await page.getByRole("textbox", { name: "Answer" }).fill("Deliveries are a day late because of the snow.");
  await page.getByRole("button", { name: "Answer 2 more alike…" }).click();
  const dialog = page.getByRole("dialog", { name: "Answer alike tasks too" });
  await dialog.getByRole("checkbox", { name: /Any snow/ }).uncheck();
  await dialog.getByRole("button", { name: "Answer 2 tasks" }).click();
  await expect(dialog.getByRole("status")).toHaveText("2 of 2 answered");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Left as it was" })).toHaveText(/Any snow/);
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByRole("region", { name: "Outcome" })).toContainText("because of the snow");
  for (const one of [first, second])
    expect((await endOf(workspace.api, one?.runId ?? "")).status).toBe("completed");
  expect((await get(workspace.api, `tasks/${third?.taskId}`)).status).not.toBe("completed");
});
