import { setTimeout as delay } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { readDemo } from "@/server/launch/demo-file";
import { chromiumLaunch, ensureChromium } from "@/server/testing/chromium";
import { openProduction } from "../contenders/production";
import type { Figures, Ground, Measure } from "../measure";
import { median } from "../table";

/** How many tasks are opened in each way. */
const TASKS = 30;

/** From one key to the next (ms): about 100 words a minute. */
const STROKE = 120;

export const pages: Measure = {
  name: "pages",
  title:
    "What people wait for, in Chromium, on the demo workspace: from the key to the task on the screen (ms), what moves by itself while a page loads (CLS), and what the inbox fetches (kB of scripts, gzip)",
  rounds: 1,
  smallerIsBetter: ["j p50", "j p95", "enter p50", "enter p95"],
  contenders: { orkestra },
  goals: [
    { figure: "j p95", atMost: 100 },
    { figure: "enter p95", atMost: 100 },
    { figure: "CLS /inbox", atMost: 0.001 },
    { figure: "CLS /inbox, task open", atMost: 0.001 },
    { figure: "CLS /tasks/[id]", atMost: 0.001 },
    { figure: "CLS /conversations", atMost: 0.001 },
    { figure: "CLS /home", atMost: 0.001 },
  ],
};

async function orkestra(ground: Ground): Promise<Figures> {
  process.env.ORKESTRA_DEMO = "1";
  ensureChromium();
  const server = await openProduction(ground, 1);
  const demo = await readDemo(ground.folder);
  if (!demo) throw new Error("There is no demo workspace.");
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage({ baseURL: server.url, viewport: { width: 1440, height: 900 } });
    await page.goto("/signin");
    await page.getByLabel("E-mail").fill(demo.email);
    await page.getByLabel("Password").fill(demo.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/(home|inbox)/);
    return await measurePages(page);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Measures in a page that is signed in. */
export async function measurePages(page: Page): Promise<Figures> {
  await page.addInitScript(listenToPaints);
  const figures: Figures = {};
  const at = async (name: string, address: string) => {
    await page.goto(address);
    await delay(4_000);
    figures[`CLS ${name}`] = await page.evaluate(() => window.measured.shift);
    const moved = await page.evaluate(() => window.measured.moved);
    if (moved.length > 0) process.stderr.write(`  moved on ${name}: ${moved.join("; ")}\n`);
  };
  await at("/home", "/home");
  await at("/conversations", "/conversations");
  await at("/inbox", "/inbox?view=open");
  const { first, idle } = await page.evaluate(() => window.measured.scripts());
  const tasks = await page
    .locator("a[data-task]")
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.task as string));
  const [task] = tasks;
  await at("/inbox, task open", `/inbox?view=open&task=${task}`);
  await at("/tasks/[id]", `/tasks/${task}`);

  await page.goto("/inbox?view=open");
  await delay(4_000);
  await page.keyboard.press("j");
  const byEnter: number[] = [];
  for (let i = 0; i < TASKS; i++) {
    // A few rows on, as quickly as people type: what is opened was pointed at for a moment only.
    for (let step = 0; step < 2; step++) {
      await page.keyboard.press("j");
      await delay(STROKE);
    }
    byEnter.push(await taskAfter(page, "Enter"));
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.searchParams.has("task"));
    await delay(150);
  }
  await page.goto("/inbox?view=open");
  await delay(4_000);
  await page.keyboard.press("j");
  await taskAfter(page, "Enter");
  const byJ: number[] = [];
  for (let i = 0; i < TASKS; i++) {
    await delay(400);
    byJ.push(await taskAfter(page, "j"));
  }
  return {
    "enter p50": median(byEnter),
    "enter p95": p95(byEnter),
    "j p50": median(byJ),
    "j p95": p95(byJ),
    ...figures,
    "scripts first": first,
    "scripts while idle": idle,
  };
}

const p95 = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] as number;

/** Presses a key; how long it took until another task's heading was painted. */
async function taskAfter(page: Page, key: string): Promise<number> {
  await page.evaluate(() => window.measured.expectTask());
  await page.keyboard.press(key);
  return page.evaluate(() => window.measured.painted);
}

declare global {
  interface Window {
    measured: {
      shift: number;
      /** What moved, for whoever reads the terminal. */
      moved: string[];
      painted: Promise<number>;
      expectTask(): void;
      /** What was fetched before the page was idle, and afterwards, in kB. */
      scripts(): { first: number; idle: number };
    };
  }
}

/** Runs in the page, before anything of its own. */
function listenToPaints() {
  const heading = () => document.querySelector("main header h1");
  window.measured = {
    shift: 0,
    moved: [],
    painted: Promise.resolve(0),
    expectTask() {
      const before = heading();
      let pressed = 0;
      document.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, { capture: true, once: true });
      window.measured.painted = new Promise((resolve) => {
        // The browser itself says when an element came onto the screen (Element Timing); asked before its first paint.
        const paints = new PerformanceObserver((list) => {
          const [painted] = list.getEntries() as (PerformanceEntry & { renderTime: number })[];
          paints.disconnect();
          resolve((painted?.renderTime ?? Number.NaN) - pressed);
        });
        const look = () => {
          const now = heading();
          if (pressed === 0 || !now || now === before) return requestAnimationFrame(look);
          paints.observe({ type: "element" });
          now.setAttribute("elementtiming", "task");
        };
        requestAnimationFrame(look);
      });
    },
    scripts() {
      const all = performance
        .getEntriesByType("resource")
        .filter((entry): entry is PerformanceResourceTiming => entry.name.endsWith(".js"));
      const kB = (entries: PerformanceResourceTiming[]) =>
        entries.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1000;
      const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      const isFirst = ({ startTime }: PerformanceEntry) => startTime < (page?.domContentLoadedEventEnd ?? 0);
      return { first: kB(all.filter(isFirst)), idle: kB(all.filter((entry) => !isFirst(entry))) };
    },
  };
  type Shift = PerformanceEntry & {
    value: number;
    hadRecentInput: boolean;
    sources: { node: Element | null; previousRect: DOMRect; currentRect: DOMRect }[];
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) {
      if (entry.hadRecentInput) continue;
      window.measured.shift += entry.value;
      for (const { node, previousRect: from, currentRect: to } of entry.sources)
        window.measured.moved.push(
          `${node?.nodeName} ${(node as HTMLElement | null)?.className ?? ""} ${Math.round(from.x)},${Math.round(from.y)} → ${Math.round(to.x)},${Math.round(to.y)} at ${Math.round(entry.startTime)} ms`,
        );
    }
  }).observe({ type: "layout-shift", buffered: true });
}
