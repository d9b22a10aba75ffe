import type { MadeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { MARK, none, type Samples, tag } from "./sample";

const calendarSpec = {
  timeZone: "Europe/Berlin",
  week: { mon: [["09:00", "17:00"]] },
  holidays: [{ date: "2026-12-25", name: "Christmas" }],
};

const policySpec = { times: { claimWithin: "10m", completeWithin: "1h" } };

const chainSpec = { steps: [{ on: "claimWithin", do: "notify", assignTo: { team: "l2" } }] };

async function aCalendar({ owner }: MadeTenant) {
  const name = `hours-${tag()}`;
  await perform(operations.calendar.put, owner, { name, title: `${MARK} hours`, spec: calendarSpec });
  return { name };
}

async function aPolicy({ owner }: MadeTenant) {
  const name = `policy-${tag()}`;
  await perform(operations.slaPolicy.put, owner, { name, title: `${MARK} policy`, spec: policySpec });
  return { name };
}

async function aChain({ owner }: MadeTenant) {
  const name = `chain-${tag()}`;
  await perform(operations.escalationChain.put, owner, { name, title: `${MARK} chain`, spec: chainSpec });
  return { name };
}

export const sla: Samples<"calendar" | "sla" | "slaPolicy" | "escalationChain"> = {
  "calendar.list": { ...none, bad: { odd: 1 } },
  "calendar.get": { input: aCalendar, bad: { name: "No name" }, stranger: "notFound" },
  "calendar.put": {
    input: () => ({ name: `hours-${tag()}`, title: "Hours", spec: calendarSpec }),
    bad: { spec: { ...calendarSpec, timeZone: "Mars/Base" } },
    stranger: "nothing",
  },
  "calendar.delete": { input: aCalendar, bad: { name: "No name" }, stranger: "notFound" },
  "calendar.retarget": { input: async (t) => ({ calendar: (await aCalendar(t)).name }), stranger: "nothing" },
  "sla.preview": {
    input: () => ({ at: "2026-11-20T15:30:00Z", priority: "high", spec: policySpec }),
    bad: { at: "soon" },
    stranger: "nothing",
  },
  "slaPolicy.list": { ...none, bad: { odd: 1 } },
  "slaPolicy.get": { input: aPolicy, bad: { name: "No name" }, stranger: "notFound" },
  "slaPolicy.put": {
    input: () => ({ name: `policy-${tag()}`, title: "Policy", spec: policySpec }),
    bad: { spec: { times: { claimWithin: "soon" } } },
    stranger: "nothing",
  },
  "slaPolicy.delete": { input: aPolicy, bad: { name: "No name" }, stranger: "notFound" },
  "escalationChain.list": { ...none, bad: { odd: 1 } },
  "escalationChain.get": { input: aChain, bad: { name: "No name" }, stranger: "notFound" },
  "escalationChain.put": {
    input: () => ({ name: `chain-${tag()}`, title: "Chain", spec: chainSpec }),
    bad: { spec: { steps: [{ on: "lunch" }] } },
    stranger: "nothing",
  },
  "escalationChain.delete": { input: aChain, bad: { name: "No name" }, stranger: "notFound" },
};
