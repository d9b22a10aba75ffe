import { readFileSync, renameSync, rmSync } from "node:fs";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "./postgres-orphan";

/** Who holds a lock. `started` tells a process from a later one that was given the same id. */
export interface LockHolder {
  pid: number;
  started: string;
  /** What the holder wants others to know, e.g. its address. */
  about: string;
}

export interface Lock {
  release(): void;
}

/**
 * Takes the lock at `file`, or answers who has it. A holder that no longer lives holds nothing. The file appears
 * with its content in one step (a hard link), so nobody ever reads half of it.
 */
export async function tryLock(file: string, about: string): Promise<Lock | LockHolder> {
  await mkdir(dirname(file), { recursive: true, mode: 0o711 });
  const mine: LockHolder = { pid: process.pid, started: startOf(process.pid), about };
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      try {
        await link(draft, file);
        return { release: () => release(file) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = await read(file);
      if (holder && isAlive(holder.pid) && startOf(holder.pid) === holder.started) return holder;
      removeStale(file, holder);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** Waits for the lock for as long as its holder lives. */
export async function waitForLock(file: string, onWait: (holder: LockHolder) => void): Promise<Lock> {
  for (let told = false; ; told = true) {
    const lock = await tryLock(file, "");
    if ("release" in lock) return lock;
    if (!told) onWait(lock);
    await delay(500);
  }
}

async function read(file: string): Promise<LockHolder | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as LockHolder;
  } catch {
    return undefined;
  }
}

/** Of several processes that find a dead holder's lock, one moves it away; it looks again at what it moved. */
function removeStale(file: string, dead: LockHolder | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    const moved = JSON.parse(readFileSync(aside, "utf8")) as LockHolder;
    if (dead && (moved.pid !== dead.pid || moved.started !== dead.started)) renameSync(aside, file);
  } catch {
    // Somebody else moved it first, or it was never whole.
  }
  rmSync(aside, { force: true });
}

function release(file: string): void {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8")) as LockHolder;
    if (holder.pid === process.pid) rmSync(file, { force: true });
  } catch {
    // Gone already.
  }
}

/** When a process started, in the system's own count; empty where the system doesn't tell. */
function startOf(pid: number): string {
  try {
    // The name in parentheses may hold spaces, so count from after it: field 22 of proc(5).
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
