import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:http2";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createEndpointHandler, type ServiceDefinition } from "@restatedev/restate-sdk";
import { freePort } from "@/server/launch/postgres";
import { until } from "../load";

/** Restate's server with its own durable store, and this process as the service that it calls. */
export async function openRestate(folder: string, services: ServiceDefinition<string, unknown>[]) {
  await mkdir(folder, { recursive: true });
  const [ingress, admin, node] = [await freePort(), await freePort(), await freePort()];
  const server = startServer(folder, { ingress, admin, node });
  const endpoint = createServer(createEndpointHandler({ services }));
  endpoint.listen(0, "127.0.0.1");
  await once(endpoint, "listening");
  const { port } = endpoint.address() as AddressInfo;
  await until(() => answers(`http://127.0.0.1:${admin}/health`));
  await until(() => answers(`http://127.0.0.1:${ingress}/restate/health`));
  const registered = await fetch(`http://127.0.0.1:${admin}/deployments`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ uri: `http://127.0.0.1:${port}` }),
  });
  if (!registered.ok) throw new Error(await registered.text());
  return {
    ingress: `http://127.0.0.1:${ingress}`,
    async close() {
      const gone = once(server, "exit");
      server.kill("SIGTERM");
      const timer = setTimeout(() => server.kill("SIGKILL"), 5_000);
      await gone;
      clearTimeout(timer);
      endpoint.close();
    },
  };
}

function startServer(folder: string, port: { ingress: number; admin: number; node: number }): ChildProcess {
  const require = createRequire(join(process.cwd(), "bench", "package.json"));
  const program = `@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`;
  const out = openSync(join(folder, "server.log"), "a");
  const server = spawn(require.resolve(program), ["--no-logo", "--listen-mode=tcp", "--bind-ip=127.0.0.1", `--bind-port=${port.node}`], {
    env: {
      ...process.env,
      RESTATE_BASE_DIR: join(folder, `data-${process.pid}`),
      RESTATE_DISABLE_TELEMETRY: "true",
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${port.ingress}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${port.admin}`,
      RESTATE_LOG_FILTER: "warn",
      DO_NOT_TRACK: "1",
    },
    stdio: ["ignore", out, out],
  });
  closeSync(out);
  process.once("exit", () => server.kill("SIGKILL"));
  return server;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}
