import { mkdir } from "node:fs/promises";
import type { Page } from "@playwright/test";

const FOLDER = "e2e/__screenshots__";

/**
 * Keeps what the page shows at this moment of a story, as `e2e/__screenshots__/{name}.jpg`, when pictures are asked for:
 * `ORKESTRA_SCREENSHOTS=1 npm run test:e2e`. A story's outcome never depends on it.
 */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.ORKESTRA_SCREENSHOTS) return;
  await mkdir(FOLDER, { recursive: true });
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: `${FOLDER}/${name}.jpg`,
    type: "jpeg",
    quality: 82,
    animations: "disabled",
    caret: "hide",
  });
}
