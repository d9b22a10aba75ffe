import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Words for a port that is taken: by whom, as far as can be told, and what to do. */
export async function takenPort(port: number): Promise<Error> {
  const other = (await orkestraAt(port)) ?? holderOf(port);
  const who = other ? `is taken by ${other}` : "is taken by another program";
  return new Error(`Port ${port} ${who}.\nStop it, or start on another port: PORT=${port + 1} npm start`);
}

async function orkestraAt(port: number): Promise<string | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(1000) });
    const { service, pid } = (await answer.json()) as { service?: string; pid?: number };
    return service === "orkestra" ? `another Orkestra (process ${pid})` : undefined;
  } catch {
    return undefined;
  }
}

/** Linux tells who listens: the socket's inode is in /proc/net/tcp, its owner has it among its open files. */
function holderOf(port: number): string | undefined {
  try {
    const inodes = new Set(["tcp", "tcp6"].flatMap((table) => listeners(table, port)));
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const pid = pids.find((id) => openFiles(id).some((file) => inodes.has(file)));
    return pid && `${readFileSync(`/proc/${pid}/comm`, "utf8").trim()} (process ${pid})`;
  } catch {
    return undefined;
  }
}

function listeners(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const LISTEN = "0A";
  return readFileSync(`/proc/net/${table}`, "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(suffix) && columns[3] === LISTEN)
    .map((columns) => `socket:[${columns[9]}]`);
}

function openFiles(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}
