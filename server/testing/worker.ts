import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { env } from "@/server/platform/env";

/** A worker in a process of its own, on this test file's database. */
export interface WorkerProcess {
  /** SIGKILL: no clean-up of any kind. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a worker process and waits until it works. */
export async function startWorkerProcess(): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "server/testing/worker.child.ts"], {
    env: { ...process.env, DATABASE_URL: env().databaseUrl, LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const forget = () => child.kill("SIGKILL");
  process.once("exit", forget);
  await Promise.race([once(child.stdout, "data"), failed(child)]);
  return {
    async kill() {
      process.off("exit", forget);
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`the worker process ended with ${code} before it was up`);
}
