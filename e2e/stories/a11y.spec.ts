import type { Page } from "@playwright/test";
import { axe, barriers, inTheme } from "@/e2e/support/axe";
import { askPeople } from "@/e2e/support/bot";
import { linksOf, PUBLIC, pagesOf } from "@/e2e/support/pages";
import { expect, shown, signIn, test } from "@/e2e/support/story";

/**
 * Everything axe knows, except in markup that is not ours; in dark what a theme can change, and on a phone what a width
 * can: colours are the same there, and looking at them takes most of the time.
 */
async function expectNoViolations(page: Page, notOurs = "#none") {
  await page.setViewportSize({ width: 1440, height: 900 });
  await inTheme(page, "light");
  expect.soft(await barriers(axe(page).exclude(notOurs)), "light").toEqual([]);
  await inTheme(page, "dark");
  expect.soft(await barriers(axe(page).exclude(notOurs).withRules("color-contrast")), "dark").toEqual([]);
  await page.setViewportSize({ width: 375, height: 812 });
  expect.soft(await barriers(axe(page).exclude(notOurs).disableRules("color-contrast")), "phone").toEqual([]);
}

for (const path of PUBLIC) {
  test(`${path} has nothing that keeps anybody out`, async ({ page }) => {
    await page.goto(path);
    if (path === "/docs/api") {
      await page.locator("[data-tag=run]").click();
      await expect(page.getByText("Start a run of a workflow", { exact: true })).toBeVisible();
      await expect(page.getByRole("main")).toHaveCount(1);
    }
    await shown(page);
    await expectNoViolations(page, ".api-reference");
  });
}

test("what links in messages lead to has nothing that keeps anybody out", async ({ page, api }) => {
  for (const path of await linksOf(api)) {
    await page.goto(path);
    await shown(page);
    await test.step(path, () => expectNoViolations(page));
  }
});

/** Several tests share the pages between them, so that none of them takes minutes. */
const PARTS = 4;
for (let part = 0; part < PARTS; part++) {
  test(`no page of a workspace keeps anybody out: part ${part + 1} of ${PARTS}`, async ({
    page,
    api,
    demo,
  }) => {
    test.slow();
    const pages = await pagesOf(api);
    await signIn(page, demo);
    for (const path of pages.filter((_, index) => index % PARTS === part)) {
      await test.step(path, async () => {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(path);
        await shown(page);
        await expectNoViolations(page);
      });
    }
  });
}

test("a dialog, an error and an answered task have nothing that keeps anybody out", async ({
  workspace,
  visit,
}) => {
  test.slow();
  const { taskId } = await askPeople(workspace.api);
  await askPeople(workspace.api);
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  const open = async (name: string, by: () => Promise<void>) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await by();
    await expect(page.getByRole("dialog")).toBeVisible();
    await test.step(name, () => expectNoViolations(page));
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  const more = (act: string) => async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: act }).click();
  };
  await page.getByRole("button", { name: "Complete" }).first().click();
  await expect(page.getByRole("textbox", { name: "Answer" })).toHaveAccessibleDescription(/required/i);
  await test.step("a form with an error", () => expectNoViolations(page));
  await page.setViewportSize({ width: 1440, height: 900 });
  await open("reassign", () => page.getByRole("button", { name: "Reassign" }).click());
  for (const act of [
    "Snooze…",
    "Transfer with a note…",
    "Split off parts…",
    "Merge as a duplicate…",
    "Link…",
  ]) {
    await open(act, more(act));
  }
  await page.getByRole("heading", { level: 1 }).click();
  await open("new task", () => page.keyboard.press("Shift+N"));
  await open("palette", () => page.keyboard.press("ControlOrMeta+k"));
  await open("shortcuts", () => page.keyboard.press("?"));
  await page.getByRole("textbox", { name: "Answer" }).fill("Yes.");
  await page.getByRole("button", { name: "Complete", exact: true }).click();
  await expect(page.getByRole("region", { name: "Outcome" })).toBeVisible();
  await test.step("an outcome", () => expectNoViolations(page));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/inbox?view=open");
  await expect(page.getByRole("list", { name: "Tasks" })).toBeVisible();
  await open("filter", async () => {
    // The first strokes may come before the page listens.
    await expect(async () => {
      await page.keyboard.press("f");
      await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
    }).toPass();
  });
});
