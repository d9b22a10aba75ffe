import type { Harm } from "./faults";
import type { Fleet } from "./fleet";
import type { Ground } from "./ground";
import type { Verdict, Violation } from "./judge";
import type { Receiver } from "./receiver";

export interface Report {
  seed: number;
  seconds: number;
  runsStarted: number;
  verdict: Verdict;
  harm: Harm;
  killed: Fleet["killed"];
  slowestRecovery: number;
  jobsGivenBack: number;
  longestWaitMs: number;
  misbehaved: Receiver["misbehaved"];
  /** Calls beyond the first under their key. */
  callsRepeated: number;
  violations: Violation[];
}

/** As a table in Markdown: the promises first, what was done against them after. */
export function tableOf(report: Report): string {
  const { verdict, harm, killed, misbehaved } = report;
  const count = (...kinds: string[]) => report.violations.filter(({ wrong }) => kinds.includes(wrong)).length;
  const bad = Object.entries(misbehaved).map(([kind, times]) => `${kind} ${times}`);
  const rows: [string, string | number][] = [
    ["runs started", report.runsStarted],
    ["runs ended, with those that they started", verdict.runsEnded],
    ["duplicated effects", count("duplicate")],
    ["lost", count("lost")],
    ["deadlines missed", count("deadline")],
    ["wrong or left over", count("wrong", "left over")],
    ["slowest recovery of a dead worker's job", `${report.slowestRecovery.toFixed(1)} s`],
    ["", ""],
    ["kills of workers / of web processes", `${killed.worker} / ${killed.web}`],
    ["jobs that were a dead worker's", report.jobsGivenBack],
    ["PostgreSQL restarted or crashed", harm.restarts],
    ["connections cut", harm.connectionsCut],
    ["workers stopped past their heartbeat", harm.stops],
    ["times without any worker", harm.outages],
    ["jobs delivered again", harm.redelivered],
    ["receiver's misdeeds", bad.join(", ")],
    ["calls repeated under their key", report.callsRepeated],
    [
      "deadlines and timers fired; the latest",
      `${verdict.deadlinesFired}; ${verdict.latestSeconds.toFixed(1)} s late`,
    ],
    ["longest wait for an answer", `${(report.longestWaitMs / 1000).toFixed(1)} s`],
    ["events replayed", verdict.eventsReplayed],
    ["clocks wrong by", "up to ±5 min"],
    ["seed; duration", `${report.seed}; ${report.seconds.toFixed(0)} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `| ${name.padEnd(width)} | ${value} |`);
  return [`| ${"what".padEnd(width)} | result |`, `| ${"-".repeat(width)} | --- |`, ...lines].join("\n");
}

const TOLD = 20;

/** The violations in words, with the whole story of the first runs they are about. */
export async function storyOf({ ask }: Ground, violations: Violation[]): Promise<string> {
  const lines = violations
    .slice(0, TOLD)
    .map(({ wrong, words, runId }) => `${wrong}: ${words} ${runId ?? ""}`);
  if (violations.length > TOLD) lines.push(`… and ${violations.length - TOLD} more`);
  const runIds = [...new Set(violations.flatMap(({ runId }) => (runId === undefined ? [] : [runId])))];
  for (const runId of runIds.slice(0, 3)) {
    const [run] = await ask(
      `select r.id, r.workflow_name, r.status, v.definition from runs r
       join workflow_versions v on (v.tenant_id, v.workflow_id, v.version) = (r.tenant_id, r.workflow_id, r.version)
       where r.id = $1`,
      [runId],
    );
    const events = await ask("select seq, event from run_events where run_id = $1 order by seq", [runId]);
    const jobs = await ask(
      `select id, name, data, state, retry_count, created_on, started_on, completed_on, output
       from pgboss.job where data->>'runId' = $1`,
      [runId],
    );
    lines.push("", JSON.stringify(run), ...[...events, ...jobs].map((row) => JSON.stringify(row)));
  }
  return lines.join("\n");
}
