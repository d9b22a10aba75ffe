import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** How to get into the demo tenant; kept in `demo.json` of the data directory, readable by its owner alone. */
export interface Demo {
  url: string;
  tenant: string;
  email: string;
  password: string;
  apiKey: string;
  mcpUrl: string;
}

/** Undefined when there is none. */
export async function readDemo(dataDir: string): Promise<Demo | undefined> {
  const text = await readFile(join(dataDir, "demo.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Demo);
}

export async function writeDemo(dataDir: string, demo: Demo | undefined): Promise<void> {
  const file = join(dataDir, "demo.json");
  if (!demo) return rm(file, { force: true });
  await writeFile(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
