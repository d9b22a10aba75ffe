import { askPeople } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";
import { post } from "@/e2e/support/workspace";

const sla = { claimWithin: "1h", completeWithin: "4h" };

test("a task that is put off has its deadlines stand still, leaves the list, and is taken back", async ({
  workspace,
  visit,
}) => {
  const { taskId } = await askPeople(workspace.api, { sla });
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  const deadlines = page.getByRole("region", { name: "Deadlines" });
  await expect(deadlines).toContainText("to claim");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Snooze…" }).click();
  await page
    .getByRole("dialog", { name: "Snooze" })
    .getByRole("button", { name: /Tomorrow morning/ })
    .click();
  await expect(page.getByRole("status").filter({ hasText: "Put off until" }).first()).toBeVisible();
  await expect(deadlines).toContainText("Stands still: put off");

  const list = await visit(workspace.owner, "/inbox?view=unassigned");
  await expect(list.getByText("Everything has an owner")).toBeVisible();
  await list
    .getByRole("navigation", { name: "Views" })
    .getByRole("link", { name: /Snoozed and waiting/ })
    .click();
  await expect(list.getByRole("link", { name: /A customer needs a person/ })).toBeVisible();

  await page.getByRole("button", { name: "Take it back now" }).click();
  await expect(deadlines).toContainText("to claim");
  await expect(page.getByRole("list", { name: "History" })).toContainText("took it back from snooze");
});

test("a task that was put off comes back by itself, and its clocks run on", async ({ workspace, visit }) => {
  const { taskId } = await askPeople(workspace.api, { sla });
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  const deadlines = page.getByRole("region", { name: "Deadlines" });
  await expect(deadlines).toContainText("to claim");
  const until = new Date(Date.now() + 4_000).toISOString();
  await post(workspace.api, `tasks/${taskId}/snooze`, { until });
  await expect(deadlines).toContainText("Stands still: put off");
  await expect(deadlines).toContainText("to claim");
  await expect(page.getByRole("list", { name: "History" })).toContainText("took it back from snooze");
});

test("a task waits for the customer by a key, and wakes when they write", async ({ workspace, visit }) => {
  const { taskId, conversationId } = await askPeople(workspace.api, { sla });
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  const deadlines = page.getByRole("region", { name: "Deadlines" });
  const waiting = page.getByRole("status").filter({ hasText: "Waiting for the customer since" });
  await page.getByRole("button", { name: "Claim", exact: true }).click();
  await expect(page.getByRole("button", { name: "Release" })).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("w");
  await expect(waiting).toBeVisible();
  await expect(deadlines).toContainText("Stands still: waiting for the customer");

  await post(workspace.api, `conversations/${conversationId}/messages`, {
    role: "user",
    content: "It is order A-77.",
  });
  await expect(waiting).toBeHidden();
  await expect(deadlines).toContainText("to answer");
  await expect(page.getByRole("list", { name: "History" })).toContainText("wrote: the task waits no more");
});
