import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["{app,components,db,server}/**/*.test.{ts,tsx}"],
    globalSetup: ["server/testing/postgres.ts"],
    setupFiles: ["server/testing/environment.ts"],
    // A process per file: what hangs on globalThis (pools, queue, streams) belongs to one file.
    pool: "forks",
    // Much of the time they wait: for PostgreSQL, for a process to start, for a clock.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
