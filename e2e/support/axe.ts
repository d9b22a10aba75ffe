import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe is asked with. A tooltip tells of its control, in whatever landmark that is; and pages have no frames, for
 * which axe would gather its results in one more page.
 */
export const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().exclude("[role=tooltip]");

/** What keeps somebody out, and where: nothing, as it should be. */
export async function barriers(builder: AxeBuilder): Promise<{ id: string; where: string[] }[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map(({ target, any }) => `${target.join(" ")}: ${any[0]?.message ?? ""}`),
  }));
}

/** Puts a page into a theme, without motion; the page itself changes its colours, a frame later. */
export async function inTheme(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
