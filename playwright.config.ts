import { defineConfig } from "@playwright/test";
import { chromiumLaunch } from "./server/testing/chromium";

export default defineConfig({
  testDir: "e2e/stories",
  // Pictures are taken only when asked for; those of the README have a file of their own.
  testMatch: process.env.ORKESTRA_SCREENSHOTS ? ["*.spec.ts", "*.shot.ts"] : "*.spec.ts",
  globalSetup: "./e2e/support/product.ts",
  // Stories share one product, as people do; each makes what it needs under names of its own.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  use: {
    // Set by product.ts once the product runs.
    baseURL: process.env.ORKESTRA_E2E_URL,
    browserName: "chromium",
    launchOptions: chromiumLaunch(),
    actionTimeout: 15_000,
    // A trace takes half as long again as its story: `--trace retain-on-failure` keeps those of what fails.
    trace: "off",
    screenshot: "only-on-failure",
  },
});
