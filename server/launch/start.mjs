// `npm start`: from a clean clone to a running product. This file is plain JavaScript without dependencies,
// since it is what installs them; launch.ts does the rest under the project's own Node.
//   --dev         hot reload        --build-only  build and stop
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { bundle, sourceHash } from "./bundle.mjs";
import { ensureInstalled, projectEnv, projectNode, root } from "./install.mjs";
import { colours, notice, say, step } from "./progress.mjs";

process.chdir(root);

try {
  await ensureInstalled();
  const node = realpathSync(projectNode());
  if (realpathSync(process.execPath) === node) await launchHere();
  else runAgainUnder(node);
} catch (error) {
  fail(error);
}

async function launchHere() {
  // Before any of our modules is loaded: some read their settings then.
  if (existsSync(".env")) process.loadEnvFile(".env");
  // A person at a terminal wants to see what matters; a log collector wants everything.
  if (process.stdout.isTTY && process.env.NODE_ENV !== "production") process.env.LOG_LEVEL ||= "warn";
  const hash = sourceHash();
  const file = await bundle(hash);
  process.setSourceMapsEnabled(true);
  const { launch } = await import(pathToFileURL(file).href);
  await launch({
    sourceHash: hash,
    dev: process.argv.includes("--dev"),
    buildOnly: process.argv.includes("--build-only"),
    progress: { colours, notice, say, step },
  });
}

/** Stays as the parent, passing signals on. The channel tells the child when this process is killed. */
function runAgainUnder(node) {
  const child = spawn(node, process.argv.slice(1), {
    cwd: root,
    env: projectEnv(),
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", fail);
  child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
}

function fail(error) {
  process.stderr.write(
    `\n  ${colours.red("Orkestra did not start.")}\n\n${indent(error.message ?? String(error))}\n\n`,
  );
  if (process.env.LOG_LEVEL === "debug") process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

function indent(text) {
  return text.replace(/^/gm, "  ");
}
