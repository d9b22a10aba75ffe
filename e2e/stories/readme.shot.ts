import type { Page } from "@playwright/test";
import { picture } from "@/e2e/support/picture";
import { expect, signIn, test } from "@/e2e/support/story";

// The pictures that the README shows, of the demo workspace as everybody meets it.

const DESK = { width: 1440, height: 860 };
const PHONE = { width: 375, height: 760 };

test("the pictures for the README", async ({ page, demo }) => {
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light" });
  await signIn(page, demo);

  await page.goto("/inbox?view=open");
  const tasks = page.getByRole("list", { name: "Tasks" }).getByRole("link");
  await tasks.filter({ hasText: "A customer needs a person" }).first().click();
  await expect(page.getByRole("textbox", { name: "Answer" })).toBeVisible();
  await picture(page, "inbox-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "inbox-dark");

  await page.emulateMedia({ colorScheme: "light" });
  await open(page, "/conversations");
  await page.getByRole("list", { name: "Conversations" }).getByRole("link").first().click();
  await expect(page.getByRole("textbox").last()).toBeVisible();
  await picture(page, "conversation");

  await open(page, "/runs?status=waiting");
  await page
    .getByRole("link", { name: /support-escalation/ })
    .first()
    .click();
  await expect(page.locator(".react-flow__node").first()).toBeVisible();
  await picture(page, "run");

  await page.setViewportSize(PHONE);
  await open(page, "/inbox?view=open");
  await expect(tasks.first()).toBeVisible();
  await picture(page, "phone");
});

async function open(page: Page, path: string) {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
}
