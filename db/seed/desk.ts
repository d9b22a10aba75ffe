import { createCannedAnswer } from "@/server/operations/canned-answers/create";
import { delegateDecisions } from "@/server/operations/members/delegate";
import { setAvailability } from "@/server/operations/members/set-availability";
import { updateTeam } from "@/server/operations/teams/update";
import { updateTeamMember } from "@/server/operations/teams/update-member";
import { createTemplateOperation } from "@/server/operations/templates/create";
import { createView } from "@/server/operations/views/create";
import type { Actor } from "@/server/platform/actor";
import { FORMS } from "./tasks";
import { DAY, HOUR, MINUTE, type Week } from "./week";

/** What members are good at, and how many open tasks of the second line they are given. */
const SKILLS: Record<string, { skills: string[]; capacity: number | null }> = {
  Priya: { skills: ["identity", "french"], capacity: 8 },
  Aisha: { skills: ["identity", "arabic"], capacity: 6 },
  Emma: { skills: ["swedish"], capacity: 4 },
};

const CANNED = [
  {
    shortcut: "hello",
    title: "Greeting",
    body: "Hello {{customer.name}},\n\nthank you for your message. I am looking into it and will be back today.\n\nBest regards\n{{agent.name}}",
  },
  {
    shortcut: "late",
    title: "Parcel is late",
    body: "Hello {{customer.name}},\n\nI am sorry that order {{context.order}} is late. I have asked the carrier, and write to you as soon as they answer.\n\n{{agent.name}}",
  },
  {
    shortcut: "danke",
    title: "Danke, auf Deutsch",
    body: "Guten Tag {{customer.name}},\n\nvielen Dank für die Nachricht. Zu Bestellung {{context.order}} melde ich mich noch heute.\n\n{{agent.name}}",
  },
  {
    shortcut: "refunded",
    title: "Refund is on its way",
    body: "Hello {{customer.name}},\n\nyour refund for order {{context.order}} is on its way. It takes up to five days to arrive.\n\n{{agent.name}}, Billing",
    team: "billing",
  },
];

/** What the teams have set up for themselves: who takes what, and what saves them from writing it again. */
export async function setUpDesk(week: Week, owner: Actor, teams: Map<string, string>): Promise<void> {
  const at = new Date(week.start);
  const idOf = (slug: string) => teams.get(slug) ?? "";
  const secondLine = idOf("support-l2");
  await week.perform(updateTeam, owner, at, {
    teamId: secondLine,
    assignmentStrategy: "load-balanced",
    sticky: true,
  });
  for (const [name, seat] of Object.entries(SKILLS)) {
    await week.perform(updateTeamMember, owner, at, {
      teamId: secondLine,
      userId: week.person(name).id,
      ...seat,
    });
  }
  await week.perform(updateTeamMember, owner, at, {
    teamId: idOf("support-l1"),
    userId: week.person("Mara").id,
    skills: ["french"],
  });
  for (const { team, ...answer } of CANNED) {
    const given = team ? { ...answer, teamId: idOf(team) } : answer;
    await week.perform(createCannedAnswer, week.person("Emma"), at, given);
  }
  await makeTemplates(week, idOf);
  await saveViews(week);
}

async function makeTemplates(week: Week, idOf: (slug: string) => string): Promise<void> {
  const emma = week.person("Emma");
  const at = new Date(week.start);
  await week.perform(createTemplateOperation, emma, at, {
    name: "Call back",
    title: "Call a customer back",
    description: "Within the hour, and say what comes next.",
    form: FORMS.write,
    teamId: idOf("support-l1"),
    priority: "high",
    sla: { claimWithin: "30m", completeWithin: "1h" },
  });
  await week.perform(createTemplateOperation, emma, at, {
    name: "Goodwill",
    title: "Approve goodwill",
    description: "Up to 50 € the team decides by itself.",
    form: FORMS.decide,
    teamId: idOf("billing"),
    sla: { policy: "billing" },
  });
  await week.perform(createTemplateOperation, emma, at, {
    name: "Address check",
    title: "Check a delivery address",
    form: FORMS.check,
    teamId: idOf("support-l1"),
    priority: "low",
  });
}

/** One of the owner's own, and two that all share. */
async function saveViews(week: Week): Promise<void> {
  const at = new Date(week.start);
  await week.perform(createView, week.person("Alex"), at, {
    name: "Due in four hours",
    query: { filter: { view: "open", priority: ["high", "urgent"], dueBefore: "+4h" } },
  });
  await week.perform(createView, week.person("Emma"), at, {
    name: "Refunds to decide",
    query: { filter: { view: "open", workflow: ["refund-approval"] }, group: "assignee" },
    shared: true,
  });
  await week.perform(createView, week.person("Priya"), at, {
    name: "From WhatsApp",
    query: { filter: { view: "open", channel: ["whatsapp"] }, sort: "oldest" },
    shared: true,
  });
}

/** One member is out since this morning, and somebody decides in their place. */
export function planAbsence(week: Week): void {
  const aisha = week.agent("Aisha");
  const gone = week.end - 4 * HOUR;
  aisha.goneFrom = gone;
  const until = new Date(week.end + 2 * DAY).toISOString();
  const userId = aisha.actor.id;
  week.plan(gone - MINUTE, async (now) => {
    const to = week.person("Priya").id;
    await week.perform(delegateDecisions, aisha.actor, now, { userId, to, until });
  });
  week.plan(gone, async (now) => {
    const handBackClaimed = true;
    await week.perform(setAvailability, aisha.actor, now, { availability: "out", until, handBackClaimed });
  });
}
