import { type ExecFileSyncOptions, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** The first is Chromium without what only a window needs: a story takes a quarter less of the machine in it. */
const INSTALLED = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** How Playwright starts a browser here. Undefined path: its own. */
export function chromiumLaunch(): { executablePath?: string; args: string[] } {
  const found = existsSync(chromium.executablePath())
    ? undefined
    : INSTALLED.find((path) => existsSync(path));
  // Chromium's sandbox refuses root.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"];
  // Without a graphics card one is imitated, at a price; plain drawing looks the same.
  const args = [...sandbox, ...quiet, "--disable-gpu", "--no-first-run"];
  return { ...(found ? { executablePath: found } : {}), args };
}

/** Installs a browser when there is none: Debian's as root, Playwright's otherwise. */
export function ensureChromium(): void {
  if (existsSync(chromium.executablePath()) || INSTALLED.some((path) => existsSync(path))) return;
  const quietly: ExecFileSyncOptions = { stdio: ["ignore", "ignore", "inherit"] };
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    execFileSync("apt-get", ["update", "-qq"], quietly);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const install = (name: string) =>
      execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { ...quietly, env });
    try {
      install("chromium-headless-shell");
    } catch {
      // Older releases have the whole browser only.
      install("chromium");
    }
  } else {
    execFileSync("npx", ["playwright", "install", "chromium"], quietly);
  }
}
