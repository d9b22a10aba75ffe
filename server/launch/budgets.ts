import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Progress } from "./launch";

/**
 * What a page may cost before it works: the JavaScript of its first visit, in kB (1,000 bytes) after gzip. The first
 * route that fits counts. They may be lowered when a page has become lighter, and a page that has become heavier fails
 * the build: what it needs now and then is fetched then (`later` in components/ui/on-demand).
 */
const BUDGETS: [route: RegExp, kB: number][] = [
  [/^\/inbox$/, 200],
  [/^\/(home|conversations|runs)$/, 225],
  [/^\/tasks\/\[id\]$/, 261],
  [/./, 310],
];

/** In every page, before its own scripts (app/layout.tsx). */
const EARLY = "../public/early.js";

interface Weight {
  route: string;
  kB: number;
  budget: number;
}

/** What each page of the build weighs. */
export function weighPages(folder = ".next"): Weight[] {
  const { rootMainFiles }: { rootMainFiles: string[] } = JSON.parse(
    readFileSync(join(folder, "build-manifest.json"), "utf8"),
  );
  const sizes = new Map<string, number>();
  const sizeOf = (file: string) => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
    sizes.set(file, known);
    return known;
  };
  const app = join(folder, "server", "app");
  const found = globSync("**/page_client-reference-manifest.js", { cwd: app });
  return found
    .filter((path) => !path.startsWith("_"))
    .map((path) => {
      const page = path.replace("_client-reference-manifest.js", "");
      const files = new Set([...rootMainFiles, EARLY, ...scriptsOf(join(app, path), page)]);
      const kB = [...files].reduce((sum, file) => sum + sizeOf(file), 0) / 1000;
      const route = `/${page.replace(/\/?page$/, "").replace(/\([^)]*\)\/?/g, "")}`.replace(/(.)\/$/, "$1");
      return { route, kB, budget: BUDGETS.find(([pattern]) => pattern.test(route))?.[1] ?? 0 };
    })
    .sort((a, b) => b.kB - a.kB);
}

/** The scripts of a page, of the layouts around it, and of what stands in for all of them when they fail. */
function scriptsOf(manifest: string, page: string): string[] {
  const text = readFileSync(manifest, "utf8");
  const { entryJSFiles }: { entryJSFiles: Record<string, string[]> } = JSON.parse(
    text.slice(text.indexOf("{", text.indexOf("] = "))).replace(/;?\s*$/, ""),
  );
  return Object.entries(entryJSFiles).flatMap(([entry, files]) =>
    /\/(layout|global-error)$/.test(entry) || entry === `[project]/app/${page}` ? files : [],
  );
}

/**
 * Prints what every page weighs.
 * @throws Error naming the pages that weigh more than they may
 */
export function checkBudgets({ say, colours }: Progress, folder = ".next"): void {
  if (!existsSync(join(folder, "build-manifest.json"))) return;
  const weights = weighPages(folder);
  say(colours.dim("\n  First load in kB of JavaScript after gzip, and what is allowed"));
  for (const { route, kB, budget } of weights) {
    const line = `  ${kB.toFixed(0).padStart(5)} / ${budget}  ${route}`;
    say(kB > budget ? colours.red(line) : line);
  }
  const heavy = weights.filter(({ kB, budget }) => kB > budget).map(({ route }) => route);
  if (heavy.length > 0) throw new Error(`Pages are heavier than they may be: ${heavy.join(", ")}.`);
}
