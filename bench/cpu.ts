import { readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

/**
 * Milliseconds of processor time that this process, those it started, and the database's connections of its measure
 * have used so far. It says more than throughput on a machine that does other things too. Linux only, else NaN.
 */
export function cpuMs(): number {
  try {
    const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap(processOf);
    const mine = new Set([process.pid]);
    for (const { pid, parent } of all.toSorted((a, b) => a.pid - b.pid)) if (mine.has(parent)) mine.add(pid);
    const counted = all.filter(({ pid, command }) => mine.has(pid) || /^postgres: .*bench_/.test(command));
    return counted.reduce((sum, { ms }) => sum + ms, 0);
  } catch {
    return Number.NaN;
  }
}

function processOf(pid: string): { pid: number; parent: number; command: string; ms: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return [{ pid: Number(pid), parent: Number(fields[1]), command, ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
