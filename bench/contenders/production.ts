import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { makeKey, makeTeam, makeTenant } from "@/db/factories";
import { closeDatabase } from "@/db/tenancy";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { stopBoss } from "@/server/jobs/boss";
import { freePort } from "@/server/launch/postgres";
import { httpClient } from "../http-load";
import { until } from "../load";
import type { Ground } from "../measure";
import { HUMAN_LOOP } from "../workflows";

/** The product as `npm start` runs it: pages, API and worker in one process, on the measure's database. */
export async function openProduction({ databaseUrl, folder }: Ground, connections: number) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), NEXTAUTH_URL: url, ORKESTRA_DATA_DIR: folder };
  const server = spawn(process.execPath, ["server/launch/start.mjs"], { env, stdio: ["ignore", "ignore", "inherit"] });
  process.once("exit", () => server.kill("SIGKILL"));
  const isReady = () => fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);
  // The first start builds the pages.
  await until(isReady, 500, 1_200);
  const tenant = await makeTenant();
  await makeTeam(tenant, { slug: "support-l1", members: [tenant.owner] });
  await perform(operations.workflow.put, tenant.owner, { name: "human", ...HUMAN_LOOP });
  const { secret } = await makeKey(tenant);
  await stopBoss();
  await closeDatabase();
  const client = httpClient(connections);
  const headers = { authorization: `Bearer ${secret}` };
  return {
    url,
    call: <T>(method: "GET" | "POST", path: string, body?: unknown) =>
      client.json<T>(method, `${url}/api/v1${path}`, headers, body),
    /** Resident memory of the process, in MB. Linux only. */
    memory: () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1]) / 1024,
    async close() {
      await client.close();
      const gone = once(server, "exit");
      server.kill("SIGTERM");
      await gone;
    },
  };
}
