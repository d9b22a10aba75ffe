import { execFile } from "node:child_process";
import { readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

/** What PostgreSQL writes into `postmaster.pid` of its data directory. */
export interface PostmasterFile {
  pid: number;
  port: number;
  ready: boolean;
}

/** Reads `postmaster.pid`; undefined when there is none or it is half written. */
export async function readPostmaster(dataDir: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(dataDir, "postmaster.pid"), "utf8").catch(() => undefined);
  const lines = text?.split("\n") ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/**
 * Clears what a killed run left behind: a server still running on this data directory is stopped, and a
 * `postmaster.pid` whose number now belongs to nobody or to another program is removed (PostgreSQL would
 * refuse to start for the latter).
 */
export async function clearOrphan(dataDir: string, notice: (words: string) => void): Promise<void> {
  const left = await readPostmaster(dataDir);
  if (left && (await isServerOf(left.pid, dataDir))) {
    notice("The database of an earlier run is still going; stopping it first");
    await stopPostmaster(left.pid);
  }
  await rm(join(dataDir, "postmaster.pid"), { force: true });
}

/** Stops a server: open transactions are rolled back and everything is written to disk (a "fast" shutdown). */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, seconds] of [
    ["SIGINT", 30],
    ["SIGQUIT", 10],
    ["SIGKILL", 5],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < seconds * 1000; waited += 25) {
      if (!isAlive(pid)) return;
      await delay(25);
    }
  }
}

/** Whether a process with this id exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Ids are used again by the system: only a server that stands in this very directory counts. */
async function isServerOf(pid: number, dataDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") {
    const stands = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return stands === (await realpath(dataDir));
  }
  const { stdout } = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return stdout.includes("postgres") && stdout.includes(dataDir);
}
