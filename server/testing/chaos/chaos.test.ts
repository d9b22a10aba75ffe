import { expect, test } from "vitest";
import { playChaos } from "./chaos";
import { SHORT } from "./plan";
import { tableOf } from "./report";

// The long form is `npm run chaos`.

test(`${SHORT.runs} runs survive ${SHORT.kills} kills, a crash of PostgreSQL, wrong clocks and a bad receiver`, {
  timeout: 600_000,
}, async () => {
  const { report, story } = await playChaos(SHORT, () => undefined);
  expect(report.violations, `${tableOf(report)}\n${story}`).toEqual([]);
  expect(report.runsStarted).toBe(SHORT.runs);
});
