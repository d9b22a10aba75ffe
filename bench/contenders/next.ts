import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { freePort } from "@/server/launch/postgres";
import { until } from "../load";

const dir = join(process.cwd(), "bench", "next");
const program = join(process.cwd(), "node_modules", "next", "dist", "bin", "next");

/** A production Next.js server whose one route does one SELECT. */
export async function openNext(databaseUrl: string, things: number) {
  if (!existsSync(join(dir, ".next", "BUILD_ID"))) await build();
  const sql = postgres(databaseUrl, { max: 1 });
  await sql`create table things (id int primary key, title text, body text, created_at timestamptz default now())`;
  await sql`insert into things select n, 'Thing ' || n, repeat('words ', 100) from generate_series(1, ${things}) n`;
  await sql.end();
  const port = await freePort();
  const server = spawn(process.execPath, [program, "start", dir, "-p", String(port), "-H", "127.0.0.1"], { stdio: "inherit" });
  process.once("exit", () => server.kill("SIGKILL"));
  const url = `http://127.0.0.1:${port}`;
  await until(() => fetch(`${url}/one/1`).then((answer) => answer.ok, () => false));
  return {
    url,
    async close() {
      const gone = once(server, "exit");
      server.kill("SIGTERM");
      await gone;
    },
  };
}

async function build(): Promise<void> {
  const building = spawn(process.execPath, [program, "build", dir], { stdio: "inherit" });
  const [code] = await once(building, "exit");
  if (code !== 0) throw new Error("Next.js could not build the route that Orkestra is compared with");
}
