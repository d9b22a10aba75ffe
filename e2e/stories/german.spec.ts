import type { Page } from "@playwright/test";
import { askPeople } from "@/e2e/support/bot";
import { picture } from "@/e2e/support/picture";
import { post } from "@/e2e/support/workspace";
import { expect, test } from "../support/story";

/** Words that no German page says; what people themselves wrote in English (names, tasks) is none of ours. */
const ENGLISH =
  /\b(the|your|with|this|nothing|waiting for|settings|search|sort by|members|notifications|loading|show all|sign out|save|cancel|close|task(?!s?-)|tasks|assigned|claimed|open navigation|actions for)\b/i;

/** What a page itself says: its headings, buttons, links of its navigation, column heads, labels and tabs. */
async function saidBy(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter(
        (one) => one.checkVisibility() && !one.closest("[data-sonner-toaster]"),
      );
    return [
      ...shown("h1, nav a, button, label, th, legend, [role=tab]").map((one) => one.textContent ?? ""),
      ...shown("[aria-label]").map((one) => one.getAttribute("aria-label") ?? ""),
    ].map((said) => said.trim());
  });
}

async function chooseGerman(page: Page) {
  await page.getByRole("combobox", { name: "Language" }).click();
  await page.getByRole("option", { name: "Deutsch" }).click();
  await expect(page.getByRole("heading", { name: "Profil" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
}

/** What the page says in English though it should not. */
const englishOn = async (page: Page) =>
  (await saidBy(page)).filter((said) => ENGLISH.test(said) && !said.includes("alt+T"));

test("whoever chooses German reads German: on every main page, at once, and on their other devices", async ({
  workspace,
  visit,
}) => {
  const page = await visit(workspace.owner, "/settings/profile");
  await chooseGerman(page);

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
    const english = await englishOn(page);
    expect({ path, english }).toEqual({ path, english: [] });
    if (path === "/home") await picture(page, "story-german");
  }

  const elsewhere = await visit(workspace.owner, "/runs");
  await expect(elsewhere.getByRole("heading", { level: 1, name: "Läufe" })).toBeVisible();
});

test("an agent does the work in German, and is told in German what is wrong and what may not be done", async ({
  workspace,
  visit,
}) => {
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  const page = await visit(sam, "/settings/profile");
  await chooseGerman(page);
  const { taskId: taken } = await askPeople(workspace.api, { question: "Wann kommt mein Paket?" });
  await post(workspace.api, `tasks/${taken}/claim`, {});
  const { taskId } = await askPeople(workspace.api, { question: "Kann ich die Rechnung noch ändern?" });

  await page.goto("/inbox?view=open");
  await page.getByRole("link", { name: "Kann ich die Rechnung" }).click();
  await page.getByRole("button", { name: "Übernehmen" }).click();
  await expect(page.getByRole("button", { name: "Zurückgeben" })).toBeVisible();
  expect(await englishOn(page)).toEqual([]);
  const box = page.getByRole("textbox", { name: "Answer" });
  await page.getByRole("button", { name: "Abschließen", exact: true }).click();
  await expect(box).toHaveAccessibleDescription("Das wird gebraucht.");
  await page.goto(`/tasks/${taskId}`);
  await expect(page.getByRole("region", { name: "Fristen" })).toBeVisible();
  await box.fill("Ja, bis morgen.");
  await page.getByRole("button", { name: "Abschließen", exact: true }).click();
  await expect(page.getByRole("region", { name: "Ergebnis" })).toContainText("Sam Rivera hat im Eingang");
  expect(await englishOn(page)).toEqual([]);

  // What a colleague holds says so, in the words of the rule that refuses it.
  await page.goto(`/tasks/${taken}`);
  await page.getByRole("button", { name: "Übernehmen" }).hover();
  await expect(page.getByText("Support bot hat sie übernommen.").first()).toBeVisible();

  await page.getByRole("button", { name: /^Benachrichtigungen/ }).click();
  await expect(page.getByText("Neue Aufgabe für Support L1").first()).toBeVisible();
  await expect(page.getByText("New task for")).toHaveCount(0);

  await page.goto("/settings/security");
  await page.getByLabel("Aktuelles Passwort").fill("something else");
  await page.getByLabel("Neues Passwort").fill("a very much longer password");
  await page.getByRole("button", { name: "Passwort ändern" }).click();
  await expect(page.getByText("Das ist nicht dein jetziges Passwort.").first()).toBeVisible();
  expect(await englishOn(page)).toEqual([]);
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
