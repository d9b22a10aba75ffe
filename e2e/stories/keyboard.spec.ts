import type { Locator, Page } from "@playwright/test";
import { askPeople } from "@/e2e/support/bot";
import { picture } from "@/e2e/support/picture";
import { expect, test } from "@/e2e/support/story";

/** Presses a key that gives something the focus, again when the page has only just come and does not listen yet. */
async function untilHeard(page: Page, key: string, target: Locator) {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(target).toBeFocused({ timeout: 500 });
  }).toPass();
}

test("the inbox is worked through without a mouse", async ({ workspace, visit }) => {
  for (const question of ["First?", "Second?", "Third?"]) await askPeople(workspace.api, { question });
  const page = await visit(workspace.owner, "/inbox");
  const row = (question: string) => page.getByRole("link", { name: question });
  const search = page.getByRole("searchbox", { name: "Search tasks" });
  await untilHeard(page, "/", search);
  await page.keyboard.press("Escape");
  await expect(search).not.toBeFocused();
  await page.keyboard.press("j");
  await expect(row("First?")).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(row("Third?")).toBeFocused();
  await page.keyboard.press("k");
  await expect(row("Second?")).toBeFocused();
  await page.keyboard.press("c");
  await expect(row("Second?")).toContainText("You");
  await expect(row("Second?")).toBeFocused();

  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type("third");
  await expect(row("First?")).toBeHidden();
  await expect(page).toHaveURL(/q=third/);
  await page.keyboard.press("Escape");
  await expect(search).not.toBeFocused();
  await page.keyboard.press("j");
  await expect(row("Third?")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/task=/);
  const box = page.getByRole("textbox", { name: "Answer" });
  await expect(box).toBeVisible();

  await page.keyboard.press("c");
  await expect(page.getByRole("button", { name: "Release" })).toBeVisible();
  await page.keyboard.press("r");
  await expect(box).toBeFocused();
  await page.keyboard.type("Yes, on foot.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("region", { name: "Outcome" })).toContainText("Yes, on foot.");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/inbox\?q=third$/);
  // What was just done stays in sight, faded, until one leaves the list.
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("heading", { name: "No task matches" })).toBeVisible();
});

test("an agent's shift needs no mouse: priority, assignment, snooze, selection, and a way back", async ({
  workspace,
  visit,
}) => {
  await workspace.join("Priya Patel", { teams: ["support-l2"] });
  for (const question of ["First?", "Second?", "Third?", "Fourth?"])
    await askPeople(workspace.api, { question });
  const page = await visit(workspace.owner, "/inbox?view=open&sort=oldest");
  const row = (question: string) => page.getByRole("link", { name: question });
  await untilHeard(page, "j", row("First?"));

  await page.keyboard.press("p");
  await expect(page.getByRole("dialog", { name: "Priority" })).toBeVisible();
  await page.keyboard.type("urg");
  await page.keyboard.press("Enter");
  await expect(row("First?").getByRole("img", { name: "Urgent priority" })).toBeVisible();
  // There is something to take back once the server has said yes.
  await expect(async () => {
    await page.keyboard.press("z");
    await expect(row("First?").getByRole("img", { name: "Normal priority" })).toBeVisible({ timeout: 1_000 });
  }).toPass();

  await expect(row("First?")).toBeFocused();
  await page.keyboard.press("a");
  await expect(page.getByRole("dialog", { name: "Assign to" })).toBeVisible();
  await page.keyboard.type("priya");
  await expect(page.getByRole("option", { name: /Priya Patel/ })).toBeVisible();
  await picture(page, "story-keyboard");
  await page.keyboard.press("Enter");
  await expect(row("First?")).toContainText("Priya");
  await expect(row("First?")).toBeFocused();

  await page.keyboard.press("j");
  await expect(row("Second?")).toBeFocused();
  await page.keyboard.press("s");
  await expect(page.getByRole("dialog", { name: "Snooze" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(row("Second?")).toContainText("Snoozed");

  await page.keyboard.press("j");
  await page.keyboard.press("Shift+J");
  await expect(page.getByRole("status").filter({ hasText: "2 selected" })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("2 of 2 claimed.");
  await expect(row("Third?")).toContainText("You");
  await expect(row("Fourth?")).toContainText("You");

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await palette.getByRole("combobox").fill("settings");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/settings**");
});

test("keys go places, and stay silent when switched off", async ({ workspace, visit }) => {
  const page = await visit(workspace.owner, "/inbox");
  await untilHeard(page, "/", page.getByRole("searchbox", { name: "Search tasks" }));
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page.getByRole("heading", { name: "Runs", exact: true })).toBeVisible();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toContainText("Find or do anything");
  await help.getByRole("switch", { name: "Single-key shortcuts" }).click();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("?");
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(help).toBeHidden();
  await expect(page).toHaveURL(/\/runs$/);
});

test("the palette has all that can be done with a task, and the parts of the settings", async ({
  workspace,
  visit,
}) => {
  const { taskId } = await askPeople(workspace.api);
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  await expect(page.getByRole("textbox", { name: "Answer" })).toBeVisible();
  const choose = async (words: string, name: RegExp) => {
    const palette = page.getByRole("dialog", { name: "Command palette" });
    await expect(async () => {
      await page.keyboard.press("Control+k");
      await expect(palette).toBeVisible({ timeout: 500 });
    }).toPass();
    await palette.getByRole("combobox").fill(words);
    await palette.getByRole("option", { name }).click();
  };
  await choose("merge", /Merge as a duplicate/);
  await expect(page.getByRole("dialog", { name: "Merge as a duplicate" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+L");
  await expect(page.getByRole("dialog", { name: "Link with another task" })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose("api", /API keys/);
  await page.waitForURL("**/settings/keys");
});
