import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readDemo } from "@/server/launch/demo-file";
import { ensureChromium } from "@/server/testing/chromium";

/**
 * The real product, started as `npm start` does, with data of its own that is thrown away afterwards. While stories are
 * written, `ORKESTRA_E2E_DATA_DIR=.data` plays them against the product that already runs on that data.
 */
export default async function startProduct(): Promise<(() => Promise<void>) | undefined> {
  ensureChromium();
  if (process.env.ORKESTRA_E2E_DATA_DIR) return playAgainst(process.env.ORKESTRA_E2E_DATA_DIR);
  const dataDir = await mkdtemp(join(tmpdir(), "orkestra-e2e-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const product = spawn(process.execPath, ["server/launch/start.mjs"], {
    env: {
      ...process.env,
      PORT: String(port),
      ORKESTRA_DATA_DIR: dataDir,
      ORKESTRA_ALLOW_PRIVATE_NETWORK: "1",
      DATABASE_URL: "",
      NEXTAUTH_URL: url,
      LOG_LEVEL: "warn",
      // As a person starts it, who has not said that this is production.
      NODE_ENV: "development",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  product.stdout.on("data", (chunk) => (said += chunk));
  product.stderr.on("data", (chunk) => (said += chunk));
  const stop = async () => {
    if (product.exitCode === null) {
      product.kill("SIGTERM");
      await once(product, "exit");
    }
    await rm(dataDir, { recursive: true, force: true });
    if (process.env.ORKESTRA_E2E_LOG) process.stdout.write(said);
  };
  process.once("exit", () => product.kill("SIGTERM"));

  try {
    await untilReady(url, () => product.exitCode !== null);
  } catch (error) {
    await stop();
    throw new Error(`The product did not start. It said:\n${said}`, { cause: error });
  }
  process.env.ORKESTRA_E2E_URL = url;
  process.env.ORKESTRA_E2E_DEMO = await readFile(join(dataDir, "demo.json"), "utf8");
  return stop;
}

async function playAgainst(dataDir: string): Promise<undefined> {
  const demo = await readDemo(dataDir);
  if (!demo) throw new Error(`No product with a demo workspace runs on ${dataDir}.`);
  process.env.ORKESTRA_E2E_URL = demo.url;
  process.env.ORKESTRA_E2E_DEMO = JSON.stringify(demo);
}

async function untilReady(url: string, ended: () => boolean): Promise<void> {
  const deadline = Date.now() + 300_000;
  while (Date.now() < deadline && !ended()) {
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await delay(200);
  }
  throw new Error(ended() ? "it ended" : "it was not ready within five minutes");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
