import { askPeople } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";
import { get, post } from "@/e2e/support/workspace";

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

test("what was put off or left to the customer is taken back by a key, and so is an act on many tasks", async ({
  workspace,
  visit,
}) => {
  const { taskId } = await askPeople(workspace.api, { sla });
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  const said = (words: string) => page.getByRole("status").filter({ hasText: words }).first();
  await page.getByRole("button", { name: "Claim", exact: true }).click();
  await expect(page.getByRole("button", { name: "Release" })).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("w");
  await expect(said("Waiting for the customer since")).toBeVisible();
  await page.keyboard.press("z");
  await expect(said("Waiting for the customer since")).toBeHidden();
  await page.keyboard.press("s");
  await page.getByRole("dialog", { name: "Snooze" }).getByRole("button").first().click();
  await expect(said("Put off until")).toBeVisible();
  await page.keyboard.press("z");
  await expect(said("Put off until")).toBeHidden();

  await askPeople(workspace.api);
  const list = await visit(workspace.owner, "/inbox?view=open");
  const rows = list.getByRole("link", { name: /A customer needs a person/ });
  await expect(rows).toHaveCount(2);
  await expect(async () => {
    await list.keyboard.press("j");
    await expect(rows.first()).toBeFocused({ timeout: 500 });
  }).toPass();
  await list.keyboard.press("ControlOrMeta+a");
  await list.keyboard.press("p");
  await expect(list.getByRole("dialog", { name: "Priority" })).toBeVisible();
  await list.keyboard.type("urg");
  await list.keyboard.press("Enter");
  const progress = list.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("Priority of 2 of 2 changed.");
  await expect(progress.getByRole("button", { name: "Undo" })).toBeVisible();
  await list.keyboard.press("z");
  await expect(progress).toContainText("2 of 2 taken back.");
});

test("what may not be done with a task says why when it is chosen", async ({ workspace, visit }) => {
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  const { taskId } = await askPeople(workspace.api);
  await post(workspace.api, `tasks/${taskId}/claim`, {});
  const page = await visit(sam, `/tasks/${taskId}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Snooze…" }).click({ force: true });
  await expect(page.locator("[data-sonner-toast]")).toContainText("has claimed it");
  await expect(page.getByRole("dialog", { name: "Snooze" })).toHaveCount(0);
});

test.describe("in a browser that is far away", () => {
  test.use({ timezoneId: "Asia/Tokyo" });

  test("a time that somebody writes is meant in the zone of their profile", async ({ workspace, visit }) => {
    const { taskId } = await askPeople(workspace.api);
    const page = await visit(workspace.owner, "/settings/profile");
    await page.getByRole("combobox", { name: "Time zone" }).click();
    await page.getByRole("option", { name: "Europe/Berlin" }).click();
    await expect(page.getByText("Saved").first()).toBeVisible();
    await page.goto(`/tasks/${taskId}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Snooze…" }).click();
    const dialog = page.getByRole("dialog", { name: "Snooze" });
    const year = new Date().getUTCFullYear() + 1;
    await dialog.getByLabel("Another time").fill(`${year}-01-25T14:00`);
    await dialog.getByRole("button", { name: "Snooze", exact: true }).click();
    await expect(
      page
        .getByRole("status")
        .filter({ hasText: `Put off until Jan 25, ${year}, 14:00` })
        .first(),
    ).toBeVisible();
    expect((await get(workspace.api, `tasks/${taskId}`)).snoozedUntil).toBe(`${year}-01-25T13:00:00.000Z`);
  });
});
