// `npm run bench [-- measure …] [--rounds N]`: measures Orkestra beside its peers on this machine. Plain JavaScript:
// it installs the peers when they are missing and bundles the rest, as production runs bundled code.
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled, projectEnv, projectNode, root } from "../server/launch/install.mjs";

process.chdir(root);
// A contender's process, or its server's, uses what was installed and bundled when the bench began.
const within = ["--contender", "--serve"].includes(process.argv[2]);
if (!within) await ensureInstalled();
const node = realpathSync(projectNode());
if (realpathSync(process.execPath) !== node) {
  const { status } = spawnSync(node, process.argv.slice(1), { stdio: "inherit", env: projectEnv() });
  process.exit(status ?? 1);
}
const here = join(root, "bench");
if (!existsSync(join(here, "node_modules", "@dbos-inc"))) {
  const installed = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: here, stdio: "inherit", env: projectEnv() });
  if (installed.status !== 0) process.exit(1);
}
const { build, stop } = await import("esbuild");
const outfile = join(here, "node_modules", ".cache", "bench.mjs");
if (!within) await build({
  absWorkingDir: root,
  entryPoints: ["bench/main.ts"],
  outfile,
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node24",
  format: "esm",
  sourcemap: "linked",
  logLevel: "error",
});
await stop();
process.setSourceMapsEnabled(true);
const { bench } = await import(pathToFileURL(outfile).href);
await bench(process.argv.slice(2));
