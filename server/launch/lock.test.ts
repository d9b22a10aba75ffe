import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Lock, type LockHolder, tryLock } from "./lock";

let dir: string;
let file: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "orkestra-lock-"));
  file = join(dir, "lock");
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const isHeld = (lock: Lock | LockHolder): lock is LockHolder => "pid" in lock;

test("whoever comes second learns who was first", async () => {
  await tryLock(file, "http://localhost:3000");
  const second = await tryLock(file, "http://localhost:3001");
  expect(second).toMatchObject({ pid: process.pid, about: "http://localhost:3000" });
});

test("a released lock can be taken", async () => {
  const first = await tryLock(file, "");
  if (!isHeld(first)) first.release();
  expect(isHeld(await tryLock(file, ""))).toBe(false);
});

test("a holder that was killed holds nothing", async () => {
  const killed = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await writeFile(file, JSON.stringify({ pid: killed.pid, started: "0", about: "" }));
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect(isHeld(await tryLock(file, ""))).toBe(false);
});

test("a process that was given a dead holder's id is not the holder", async () => {
  await writeFile(file, JSON.stringify({ pid: process.pid, started: "long ago", about: "" }));
  expect(isHeld(await tryLock(file, ""))).toBe(false);
});

test("half a lock file is no lock", async () => {
  await writeFile(file, '{"pid":');
  expect(isHeld(await tryLock(file, ""))).toBe(false);
});
