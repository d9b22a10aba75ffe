import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";
import type { Demo } from "@/server/launch/demo-file";
import { openWorkspace, type Person, type Workspace } from "./workspace";

interface Fixtures {
  /** How to get into the demo workspace. */
  demo: Demo;
  /** REST as a bot backend calls it, with the demo's API key; paths are relative to `/api/v1/`. */
  api: APIRequestContext;
  /** A page signed in as the demo's owner, showing the inbox. */
  inbox: Page;
  /** A workspace for this story alone, with the sample workflow. */
  workspace: Workspace;
  /** Opens a browser of somebody's own, signed in, at a path. */
  visit: (who: Person, path: string) => Promise<Page>;
}

/** `test` for stories: a browser against the running product, with the demo workspace at hand. */
export const test = base.extend<Fixtures>({
  demo: async ({ baseURL: _ }, use) => {
    await use(JSON.parse(process.env.ORKESTRA_E2E_DEMO as string) as Demo);
  },
  api: async ({ playwright, demo }, use) => {
    const context = await playwright.request.newContext({
      baseURL: `${demo.url}/api/v1/`,
      extraHTTPHeaders: { authorization: `Bearer ${demo.apiKey}` },
    });
    await use(context);
    await context.dispose();
  },
  inbox: async ({ page, demo }, use) => {
    await signIn(page, demo);
    await use(page);
  },
  workspace: async ({ playwright, demo }, use) => {
    const workspace = await openWorkspace(playwright.request, demo.url);
    await use(workspace);
    await workspace.close();
  },
  visit: async ({ browser }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (who, path) => {
      const context = await browser.newContext({ storageState: who.session });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

/** Signs in through the form, as a person does, and waits for the inbox. */
export async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/signin");
  await page.getByLabel(/e-?mail/i).fill(who.email);
  await page.getByLabel(/^password/i).fill(who.password);
  await page.getByRole("button", { name: /sign in/i }).click();
  await page.waitForURL("**/inbox**");
}

/** Waits until what is typed next into a task's form is kept on the server. */
export async function draftKept(page: Page): Promise<void> {
  await page.waitForResponse((answer) => answer.url().includes("task.saveDraft") && answer.ok());
}

/** Waits until a page shows what it is about, and nothing of it is still loading. */
export async function shown(page: Page): Promise<void> {
  await expect(page.getByRole("heading").first()).toBeVisible();
  await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
}
