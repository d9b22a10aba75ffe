import type { Page } from "@playwright/test";
import { askPeople, endOf } from "@/e2e/support/bot";
import { linksOf, PUBLIC, pagesOf } from "@/e2e/support/pages";
import { picture } from "@/e2e/support/picture";
import { expect, shown, signIn, test } from "@/e2e/support/story";
import { post } from "@/e2e/support/workspace";

const WIDTH = 375;
test.use({ viewport: { width: WIDTH, height: 812 }, isMobile: true, hasTouch: true });

/** A phone that could be pushed sideways would show it here: its page is wider than its screen. */
async function expectToFit(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(WIDTH);
}

test("on a phone one signs in, finds the task, and answers it", async ({ workspace, page }) => {
  const question = `A question with a word that is far too long for a phone: ${"Rindfleischetikett".repeat(6)}`;
  const { runId } = await askPeople(workspace.api, { question });
  await page.goto("/");
  await page.getByRole("link", { name: "Sign in" }).tap();
  await page.getByLabel("E-mail").fill(workspace.owner.email);
  await page.getByLabel("Password", { exact: true }).fill(workspace.owner.password);
  await page.getByRole("button", { name: "Sign in" }).tap();

  const task = page.getByRole("link", { name: /A customer needs a person/ });
  await expect(task).toBeVisible();
  await expectToFit(page);
  await task.tap();
  await page.getByRole("button", { name: "Claim" }).tap();
  await expect(page.getByRole("button", { name: "Release" })).toBeVisible();
  await expectToFit(page);
  await page.getByRole("link", { name: "Read the conversation" }).tap();
  await expect(page.getByRole("heading", { name: "Lena Fischer" })).toBeInViewport();
  await picture(page, "story-phone");
  await page.getByRole("textbox", { name: "Answer" }).fill("From the train: yes.");
  await page.getByRole("button", { name: "Complete" }).tap();
  await expect(page.getByRole("region", { name: "Outcome" })).toContainText("From the train: yes.");
  await expectToFit(page);
  expect((await endOf(workspace.api, runId)).output).toMatchObject({ answer: "From the train: yes." });

  await page.getByRole("button", { name: "Open navigation" }).tap();
  await page.getByRole("dialog").getByRole("link", { name: "Runs" }).tap();
  await expect(page.getByRole("heading", { name: "Runs", exact: true })).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("on a phone one goes from views to list to task and back, one at a time", async ({
  workspace,
  visit,
}) => {
  await askPeople(workspace.api, { question: "From the phone?" });
  const page = await visit(workspace.owner, "/inbox?view=mine");
  await page.getByRole("button", { name: "Show views" }).tap();
  await page
    .getByRole("dialog")
    .getByRole("link", { name: /All open/ })
    .tap();
  const task = page.getByRole("link", { name: /From the phone/ });
  await expect(task).toBeVisible();
  await expectToFit(page);
  await task.tap();
  await expect(page.getByRole("textbox", { name: "Answer" })).toBeVisible();
  await expect(task).toBeHidden();
  await expectToFit(page);
  await page.goBack();
  await expect(task).toBeVisible();
  await page.getByRole("checkbox", { name: /Select/ }).check({ force: true });
  await page.getByRole("region", { name: "Selected tasks" }).getByRole("button", { name: "Claim" }).tap();
  await expect(task).toContainText("You");
  await expectToFit(page);
});

test("on a phone a long list is scrolled between its head and what is done with what is selected", async ({
  workspace,
  visit,
}) => {
  const form = { fields: { answer: { type: "text" } } };
  for (let n = 0; n < 20; n++) await post(workspace.api, "tasks", { title: `Errand ${n}`, form });
  const page = await visit(workspace.owner, "/inbox?view=open");
  await page
    .getByRole("checkbox", { name: /Select/ })
    .first()
    .check({ force: true });
  const selected = page.getByRole("region", { name: "Selected tasks" });
  await expect(selected).toBeInViewport({ ratio: 1 });
  await selected.getByRole("button", { name: "Cancel tasks" }).tap();
  await expect(page.getByRole("alertdialog", { name: /^Cancel “Errand/ })).toBeVisible();
});

test("no word of a task is too long for a phone", async ({ workspace, visit }) => {
  const word = "Rindfleischetikettierung".repeat(5);
  const options = [word, `${word}2`];
  const { id } = await post(workspace.api, "tasks", {
    title: word,
    description: word,
    context: { question: word, [word]: word },
    form: {
      fields: {
        text: { type: "text", label: word, help: word, required: true },
        one: { type: "select", label: word, options },
        many: { type: "multiselect", label: word, help: word, options },
        sure: { type: "boolean", label: word, help: word, required: true },
      },
    },
  });
  const page = await visit(workspace.owner, `/tasks/${id}`);
  await expect(page.getByRole("textbox", { name: word })).toBeVisible();
  await expectToFit(page);
  await page.getByRole("button", { name: "Complete" }).tap();
  await expect(page.getByText("This is required.")).toBeVisible();
  await expectToFit(page);
  await page.getByRole("textbox", { name: word }).fill("Short");
  await page.getByRole("button", { name: "Complete" }).tap();
  // A box that was left empty is an answer.
  await expect(page.getByRole("region", { name: "Outcome" })).toContainText("No");
  await expectToFit(page);
});

test("no page is wider than a phone", async ({ page, api, demo }) => {
  test.slow();
  const [pages, links] = [await pagesOf(api), await linksOf(api)];
  for (const path of [...PUBLIC, ...links]) {
    await test.step(path, async () => {
      await page.goto(path);
      await shown(page);
      await expectToFit(page);
    });
  }
  await signIn(page, demo);
  for (const path of pages) {
    await test.step(path, async () => {
      await page.goto(path);
      await shown(page);
      await expectToFit(page);
    });
  }
});

test("a long title is read to its end, and one that runs from right to left from its beginning", async ({
  workspace,
  visit,
}) => {
  const form = { fields: { answer: { type: "textarea", label: "Answer" } } };
  const long =
    "Ask the carrier for the signature of order 4228 and send it to the customer before Friday noon";
  const arabic = "مرحبا، أين طلبي رقم 12345؟ أحتاج إلى مساعدة من شخص ما اليوم";
  const { id } = await post(workspace.api, "tasks", { title: long, form });
  await post(workspace.api, "tasks", { title: arabic, description: `${arabic}.`, form });
  const page = await visit(workspace.owner, `/tasks/${id}`);
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(long);
  const cut = await title.evaluate((h) => h.scrollHeight > h.clientHeight || h.scrollWidth > h.clientWidth);
  expect(cut).toBe(false);
  await expectToFit(page);

  await page.goto("/inbox?view=open");
  const row = page.getByRole("link", { name: arabic });
  await expect(row.getByText(arabic).first()).toHaveCSS("direction", "rtl");
  await row.tap();
  await expect(title).toHaveCSS("direction", "rtl");
  await expect(page.getByRole("region", { name: "What is asked" }).getByText(arabic)).toHaveCSS(
    "direction",
    "rtl",
  );
  const box = page.getByRole("textbox", { name: "Answer" });
  await box.fill("سيصل غدا");
  await expect(box).toHaveCSS("direction", "rtl");
  await box.fill("Tomorrow");
  await expect(box).toHaveCSS("direction", "ltr");
  await expectToFit(page);
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("all that is asked before something is done with a task fits a phone", async ({
    workspace,
    visit,
  }) => {
    const { taskId } = await askPeople(workspace.api);
    const page = await visit(workspace.owner, `/tasks/${taskId}`);
    const dialog = page.getByRole("dialog");
    const fits = async (name: string) => {
      await expect(dialog).toBeVisible();
      const beyond = await dialog.evaluate((asked) => {
        const { left, right } = asked.getBoundingClientRect();
        const parts = [...asked.querySelectorAll("button, input, textarea, label, h2, p")];
        return parts
          .filter((part) => part.checkVisibility() && !part.closest(".sr-only"))
          .filter(
            (part) => part.getBoundingClientRect().left < left || part.getBoundingClientRect().right > right,
          )
          .map((part) => part.textContent);
      });
      expect({ name, beyond }).toEqual({ name, beyond: [] });
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    };
    for (const name of [
      "Zurückstellen…",
      "Mit Notiz übergeben…",
      "Teile abtrennen…",
      "Als Duplikat",
      "Verknüpfen…",
    ]) {
      await page.getByRole("button", { name: "Weitere Aktionen" }).tap();
      await page.getByRole("menuitem", { name }).tap();
      await fits(name);
    }
    await page.getByRole("button", { name: "Weitergeben" }).tap();
    await fits("Weitergeben");
  });
});
