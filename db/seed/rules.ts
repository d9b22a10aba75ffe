import { putCalendar } from "@/server/operations/sla/calendars";
import { putEscalationChain } from "@/server/operations/sla/chains";
import { putSlaPolicy } from "@/server/operations/sla/policies";
import { updateTeam } from "@/server/operations/teams/update";
import { updateWorkflow } from "@/server/operations/workflows/update";
import type { Actor } from "@/server/platform/actor";
import type { Week } from "./week";

const MORNING = ["08:00", "12:00"] as const;
const AFTERNOON = ["13:00", "17:30"] as const;

/** Holidays that are on the same day each year. */
const HOLIDAYS = [
  ["01-01", "New Year"],
  ["05-01", "Labour Day"],
  ["10-03", "German Unity Day"],
  ["12-25", "Christmas Day"],
  ["12-26", "Boxing Day"],
] as const;

/** What is promised: hours, policies, and what happens when nobody claims. `teams`: their ids by slug. */
export async function makePromises(week: Week, owner: Actor, teams: Map<string, string>): Promise<void> {
  const at = new Date(week.start);
  const day = [MORNING, AFTERNOON].map(([from, until]): [string, string] => [from, until]);
  const friday: [string, string][] = [
    ["08:00", "12:00"],
    ["13:00", "16:00"],
  ];
  const year = new Date(week.end).getUTCFullYear();
  const holidays = [year, year + 1].flatMap((of) =>
    HOLIDAYS.map(([date, name]) => ({ date: `${of}-${date}`, name })),
  );
  await week.perform(putCalendar, owner, at, {
    name: "berlin-office",
    title: "Office hours, Berlin",
    isDefault: true,
    spec: {
      timeZone: "Europe/Berlin",
      week: { mon: day, tue: day, wed: day, thu: day, fri: friday },
      holidays,
    },
  });
  await week.perform(putEscalationChain, owner, at, {
    name: "nobody-claims",
    title: "Nobody claims it",
    spec: {
      steps: [
        { on: "claimWithin", do: "raise" },
        { on: "claimWithin", after: "1h", assignTo: { team: "support-l2" } },
      ],
    },
  });
  await week.perform(putSlaPolicy, owner, at, {
    name: "standard",
    title: "Standard",
    isDefault: true,
    spec: {
      times: { claimWithin: "2h", completeWithin: "8h" },
      priorities: {
        high: { claimWithin: "1h", completeWithin: "4h" },
        urgent: { claimWithin: "30m", completeWithin: "2h" },
      },
      calendar: "berlin-office",
      businessTime: ["claimWithin", "completeWithin"],
      pauses: { snoozed: ["completeWithin"], waiting: ["claimWithin", "completeWithin"] },
      escalation: "nobody-claims",
    },
  });
  await week.perform(putSlaPolicy, owner, at, {
    name: "billing",
    title: "Billing",
    spec: {
      times: { claimWithin: "4h", completeWithin: "12h" },
      priorities: { urgent: { claimWithin: "1h", completeWithin: "4h" } },
      calendar: "berlin-office",
      businessTime: ["claimWithin", "completeWithin"],
    },
  });
  await week.perform(putSlaPolicy, owner, at, {
    name: "refunds",
    title: "Refunds, day and night",
    spec: { times: { claimWithin: "4h", completeWithin: "1d", expireAfter: "4d" } },
  });
  const teamId = teams.get("billing") ?? "";
  await week.perform(updateTeam, owner, at, { teamId, slaPolicy: "billing" });
  await week.perform(updateWorkflow, owner, at, { name: "refund-approval", slaPolicy: "refunds" });
}
