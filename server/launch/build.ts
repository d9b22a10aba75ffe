import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Progress } from "./launch";
import { waitForLock } from "./lock";

const stamp = join(".next", "orkestra-build");

/** Whether `.next` holds a build of these sources. */
function isFresh(sourceHash: string): boolean {
  return (
    existsSync(stamp) && existsSync(join(".next", "BUILD_ID")) && readFileSync(stamp, "utf8") === sourceHash
  );
}

/** Builds the pages when the build that is there is not of these sources. */
export async function ensureBuilt(sourceHash: string, progress: Progress): Promise<void> {
  if (isFresh(sourceHash)) return;
  const lock = await waitForLock(join(".next", "cache", "build.lock"), (holder) =>
    progress.notice(`Another process (${holder.pid}) is building; waiting for it`),
  );
  try {
    if (isFresh(sourceHash)) return;
    const title = existsSync(stamp)
      ? "Building, since sources changed"
      : "Building (the first time takes a minute)";
    await progress.step(
      title,
      () => nextBuild(),
      () => "Built",
    );
    writeFileSync(stamp, sourceHash);
  } finally {
    lock.release();
  }
}

async function nextBuild(): Promise<void> {
  const { run } = await import("./install.mjs");
  // A build needs no settings: none of this machine's may end up in it.
  const { DATABASE_URL: _database, NEXTAUTH_SECRET: _secret, ...rest } = process.env;
  await run(process.execPath, [join("node_modules", "next", "dist", "bin", "next"), "build"], {
    ...rest,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
}
