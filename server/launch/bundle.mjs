// Turns the TypeScript of the server into one file that Node starts at once. Packages stay outside.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./install.mjs";

// Not in .next: what Node looks up there before the build is what it believes afterwards.
const outfile = join(root, "node_modules", ".cache", "orkestra.mjs");

const SOURCES = ["app", "components", "db", "public", "server"];
const FILES = ["next.config.ts", "package-lock.json", "package.json", "postcss.config.mjs", "tsconfig.json"];

/** A fingerprint of everything that a build depends on. */
export function sourceHash() {
  const hash = createHash("sha256");
  hash.update(process.version);
  const add = (path) =>
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)));
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort(byName)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (!/\.(test|spec)\.tsx?$/.test(entry.name)) add(path);
    }
  };
  SOURCES.filter((folder) => existsSync(join(root, folder))).forEach(walk);
  FILES.filter((file) => existsSync(join(root, file))).forEach(add);
  return hash.digest("hex");
}

/** Bundles the server unless the bundle there is of these sources. Returns the bundle's path. */
export async function bundle(hash) {
  const mark = `// ${hash}`;
  if (existsSync(outfile) && readFileSync(outfile, "utf8").startsWith(mark)) return outfile;
  const { build, stop } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: ["server/launch/launch.ts"],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node24",
    format: "esm",
    sourcemap: "linked",
    banner: { js: mark },
    logLevel: "error",
  });
  await stop();
  return outfile;
}

const byName = (a, b) => (a.name < b.name ? -1 : 1);
