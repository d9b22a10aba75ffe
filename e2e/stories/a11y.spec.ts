import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { askPeople } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";

/** Everything axe knows, except in markup that is not ours; in dark only what a theme can change. */
async function expectNoViolations(page: Page, notOurs = "#none") {
  await expect(page.getByRole("heading").first()).toBeVisible();
  await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect.soft(told(await new AxeBuilder({ page }).exclude(notOurs).analyze()), "light").toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect.soft(told(await new AxeBuilder({ page }).withRules("color-contrast").analyze()), "dark").toEqual([]);
}

function told({ violations }: Awaited<ReturnType<AxeBuilder["analyze"]>>) {
  return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(" ")) }));
}

for (const path of ["/", "/signin", "/signup", "/no-such-page"]) {
  test(`${path} has nothing that keeps anybody out`, async ({ page }) => {
    await page.goto(path);
    await expectNoViolations(page);
  });
}

test("the API's reference can be read by anybody", async ({ page }) => {
  await page.goto("/docs/api");
  await expect(page.getByText("Start a run of a workflow", { exact: true })).toBeVisible();
  await expect(page.getByRole("main")).toHaveCount(1);
  await expectNoViolations(page, ".api-reference");
  await page.emulateMedia({ colorScheme: "light" });
  expect(told(await new AxeBuilder({ page }).withRules("color-contrast").analyze())).toEqual([]);
});

test("the pages of a workspace have nothing that keeps anybody out", async ({ workspace, visit }) => {
  test.slow();
  const { runId, taskId } = await askPeople(workspace.api);
  await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  const page = await visit(workspace.owner, "/inbox");
  await expect(page.getByRole("list", { name: "Tasks" })).toBeVisible();
  await test.step("/inbox", () => expectNoViolations(page));
  const settings = [
    "profile",
    "workspace",
    "members",
    "teams",
    "keys",
    "sla",
    "sla/policies/new",
    "sla/chains/new",
    "calendars",
    "calendars/new",
  ].map((part) => `/settings/${part}`);
  for (const path of [`/tasks/${taskId}`, "/home", "/runs", `/runs/${runId}`, ...settings]) {
    await test.step(path, async () => {
      await page.goto(path);
      await expectNoViolations(page);
    });
  }
});

test("a dialog, an error and an answered task have nothing that keeps anybody out", async ({
  workspace,
  visit,
}) => {
  const { taskId } = await askPeople(workspace.api);
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  await page.getByRole("button", { name: "Complete" }).click();
  await expect(page.getByRole("textbox", { name: "Answer" })).toHaveAccessibleDescription(/required/i);
  await test.step("a form with an error", () => expectNoViolations(page));
  await page.getByRole("button", { name: "Reassign" }).click();
  await expect(page.getByRole("radio").first()).toBeAttached();
  await test.step("a dialog", () => expectNoViolations(page));
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Answer" }).fill("Yes.");
  await page.getByRole("button", { name: "Complete" }).click();
  await expect(page.getByRole("region", { name: "Outcome" })).toBeVisible();
  await test.step("an outcome", () => expectNoViolations(page));
});
