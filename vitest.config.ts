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
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
