import type { Page } from "@playwright/test";
import { picture } from "@/e2e/support/picture";
import { expect, test } from "../support/story";

/** Words that no German page says; what people themselves wrote in English (names, tasks) is none of ours. */
const ENGLISH =
  /\b(the|your|with|this|nothing|waiting for|settings|search|sort by|members|notifications|loading|show all|sign out|save|cancel|close|task(?!s?-)|tasks|assigned|claimed|open navigation|actions for)\b/i;

/** What a page itself says: its headings, buttons, links of its navigation, column heads, labels and tabs. */
async function saidBy(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const chrome = "h1, nav a, button, label, th, legend, [role=tab], [aria-label]";
    const shown = [...document.querySelectorAll<HTMLElement>(chrome)].filter(
      (one) => one.checkVisibility() && !one.closest("[data-sonner-toaster]"),
    );
    return shown
      .flatMap((one) => [one.textContent ?? "", one.getAttribute("aria-label") ?? ""])
      .map((said) => said.trim());
  });
}

test("whoever chooses German reads German: on every main page, at once, and on their other devices", async ({
  workspace,
  visit,
}) => {
  const page = await visit(workspace.owner, "/settings/profile");
  await page.getByRole("combobox", { name: "Language" }).click();
  await page.getByRole("option", { name: "Deutsch" }).click();
  await expect(page.getByRole("heading", { name: "Profil" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");

  const settings = [
    "profile",
    "notifications",
    "security",
    "workspace",
    "members",
    "teams",
    "templates",
    "keys",
  ];
  const paths = ["/home", "/inbox", "/runs", "/workflows", ...settings.map((part) => `/settings/${part}`)];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expect(page.locator("[role=status][aria-label*=geladen]")).toHaveCount(0);
    const english = (await saidBy(page)).filter((said) => ENGLISH.test(said));
    expect({ path, english }).toEqual({ path, english: [] });
    if (path === "/home") await picture(page, "story-german");
  }

  const elsewhere = await visit(workspace.owner, "/runs");
  await expect(elsewhere.getByRole("heading", { name: "Läufe" })).toBeVisible();
});

test("a browser that asks for German gets it before anybody signs in, and may ask for English again", async ({
  browser,
  demo,
}) => {
  const context = await browser.newContext({ locale: "de-DE", baseURL: demo.url });
  const page = await context.newPage();
  await page.goto("/signin");
  await expect(page.getByRole("button", { name: "Anmelden" })).toBeVisible();
  await page.getByRole("button", { name: "Sprache" }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await page.goto("/signup");
  await expect(page.getByRole("heading", { name: "Create a workspace" })).toBeVisible();
  await context.close();
});
