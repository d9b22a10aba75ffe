import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "@/server/launch/postgres";
import { type HttpClient, httpClient } from "../http-load";

const runner = join(process.cwd(), "bench", "run.mjs");

export interface Server {
  origin: string;
  /** The bot's. */
  apiKey: string;
  /** Calls the API as a bot with a key. */
  call<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T>;
  /** Sends a webhook to an address that Orkestra gave. */
  hook(address: string, body: string, headers: Record<string, string>): Promise<void>;
  /** Resident memory of the server's process, in bytes. */
  memory(): Promise<number>;
  close(): Promise<void>;
}

/** Orkestra in a process of its own, and a keep-alive client of it with so many connections. */
export async function openServer(connections: number): Promise<Server> {
  const port = await freePort();
  const child = fork(runner, ["--serve", String(port)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  process.once("exit", () => child.kill("SIGKILL"));
  const [{ apiKey }] = (await once(child, "message")) as [{ apiKey: string }];
  const client: HttpClient = httpClient(connections);
  const headers = { authorization: `Bearer ${apiKey}` };
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    apiKey,
    call: (method, path, body) => client.json(method, `${origin}/api/v1${path}`, headers, body),
    async memory() {
      child.send("memory");
      const [bytes] = (await once(child, "message")) as [number];
      return bytes;
    },
    async hook(address, body, headers) {
      await client.json("POST", `${origin}${new URL(address).pathname}`, headers, JSON.parse(body));
    },
    async close() {
      await client.close();
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
    },
  };
}
