// Dependencies: installed when they are missing or the lock file changed since. Plain JavaScript, because it
// runs before anything is installed, on whatever Node the host has.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { step } from "./progress.mjs";

/** The folder of the clone. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

const stamp = join(root, "node_modules", ".orkestra-install");
const bin = join(root, "node_modules", ".bin");

/** A fingerprint of what should be in node_modules: the lock file, and our patches to packages. */
function wanted() {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  const patches = join(root, "patches");
  for (const name of existsSync(patches) ? readdirSync(patches).sort() : []) {
    hash.update(name).update(readFileSync(join(patches, name)));
  }
  return hash.digest("hex");
}

/** Installs what the lock file says, unless that is what is there. */
export async function ensureInstalled() {
  const installed = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  if (installed === wanted()) return;
  const title = installed
    ? "Updating dependencies"
    : "Installing dependencies (the first time takes a minute)";
  await step(title, install);
  writeStamp();
}

/** A lock file written where some platform's packages could not be looked up is too short for `npm ci` elsewhere. */
async function install() {
  const quiet = ["--no-progress", "--no-audit", "--no-fund", "--loglevel=error"];
  try {
    await run("npm", ["ci", ...quiet]);
  } catch (error) {
    if (!error.message.includes("Missing:")) throw error;
    await run("npm", ["install", "--no-save", ...quiet]);
  }
}

/** The Node this project runs on, which is one of its dependencies. */
export function projectNode() {
  const own = join(root, "node_modules", "node", "bin", "node");
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  throw new Error("Node 24 was not installed with the dependencies. Run `npm rebuild node`, or use Node 24.");
}

/** This environment with the project's own programs first. */
export function projectEnv(extra = {}) {
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`, ...extra };
}

/** Runs a program quietly; when it fails, the error carries the end of what it said. */
export function run(file, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    const keep = (chunk) => {
      said = (said + chunk).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(said);
      reject(
        new Error(
          `${file} ${args[0]} failed (${signal ?? code}). The end of what it said:\n\n${said.trim()}`,
        ),
      );
    });
  });
}

function writeStamp() {
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(stamp, wanted());
}

// npm runs this after each of its own installs, so that those count too.
if (process.argv[2] === "--stamp") writeStamp();
