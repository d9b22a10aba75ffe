import { eq } from "drizzle-orm";
import { tasks } from "@/db/schema/tasks";
import type { FormDefinition } from "@/server/domain/forms/schema";
import type { TaskPriority } from "@/server/domain/tasks/schema";
import { claimTask } from "@/server/operations/tasks/claim";
import { commentTask } from "@/server/operations/tasks/comment";
import { completeTask } from "@/server/operations/tasks/complete";
import { createTask } from "@/server/operations/tasks/create";
import { reassignTask } from "@/server/operations/tasks/reassign";
import { releaseTask } from "@/server/operations/tasks/release";
import { snoozeTask } from "@/server/operations/tasks/snooze";
import { waitTask } from "@/server/operations/tasks/wait";
import { ANSWERS, COMMENTS, type ERRANDS } from "./stories";
import { DAY, HOUR, MINUTE, type Week } from "./week";

type Filled = Record<string, string | boolean | number>;

/** How long people have: hurried, usual, at leisure. */
export const DEADLINES = [
  { claimWithin: "30m", completeWithin: "3h", expireAfter: "24h" },
  { claimWithin: "2h", completeWithin: "8h", expireAfter: "3d" },
  { claimWithin: "4h", completeWithin: "24h", expireAfter: "7d" },
] as const;

export const FORMS: Record<(typeof ERRANDS)[number]["kind"], FormDefinition> = {
  check: {
    fields: {
      correct: { type: "boolean", label: "All is correct", required: true },
      note: { type: "textarea", label: "Note" },
    },
  },
  decide: {
    fields: {
      decision: {
        type: "select",
        label: "Decision",
        required: true,
        options: [
          { value: "yes", label: "Yes" },
          { value: "no", label: "No" },
          { value: "later", label: "Ask again later" },
        ],
      },
      reason: { type: "textarea", label: "Reason" },
    },
  },
  write: { fields: { answer: { type: "textarea", label: "What was done", required: true } } },
};

const PRIORITIES: readonly TaskPriority[] = ["low", "normal", "normal", "normal", "high", "high", "urgent"];

/** Opens a task that no workflow asks, and lets the team do with it what teams do. */
export function planErrand(
  week: Week,
  at: number,
  errand: (typeof ERRANDS)[number],
  about: Record<string, string>,
) {
  const { chance } = week;
  const { expireAfter, ...deadlines } = chance.pick(DEADLINES);
  const priority = chance.pick(PRIORITIES);
  // The others have the policy of their team, or else the workspace's.
  const own = chance.happens(0.6);
  const sla = {
    ...deadlines,
    ...(chance.happens(0.5) ? { expireAfter } : {}),
    ...(errand.team === "support-l1"
      ? { escalate: [{ on: "claimWithin" as const, assignTo: { team: "support-l2" } }] }
      : {}),
  };
  week.plan(at, async (now) => {
    const task = await week.perform(createTask, week.bot, now, {
      title: errand.title.replace(/\{(\w+)\}/g, (_, name: string) => about[name] ?? ""),
      form: FORMS[errand.kind],
      context: about,
      assignTo: { team: errand.team },
      priority,
      skills: errand.skills,
      ...(own ? { sla } : {}),
    });
    workOn(week, task.id, at, answerOf(week, errand.kind));
  });
}

function answerOf({ chance }: Week, kind: keyof typeof FORMS): Filled {
  if (kind === "check") return { correct: chance.happens(0.8) };
  if (kind === "decide")
    return { decision: chance.happens(0.7) ? "yes" : "no", reason: chance.pick(ANSWERS) };
  return { answer: chance.pick(ANSWERS) };
}

/** What becomes of an open task: most are claimed and answered soon, some only after a while, a few never. */
export function workOn(week: Week, taskId: string, from: number, formData: Filled): void {
  const { chance } = week;
  const fate = chance.next();
  if (fate < 0.09) return;
  const late = fate < 0.24;
  const claimAt = from + (late ? chance.between(3, 9) * HOUR : chance.between(2, 40) * MINUTE);
  const doneAt = claimAt + (late ? chance.between(1, 6) * HOUR : chance.between(5, 150) * MINUTE);
  const comments = chance.happens(0.25);
  const fateOfClaim = chance.next();
  week.plan(claimAt, async (now) => {
    const agent = await week.agentFor(taskId);
    if (!agent || !(await week.attempt(claimTask, agent, now, { taskId }))) return;
    if (comments) {
      week.plan((claimAt + doneAt) / 2, async (at) => {
        await week.attempt(commentTask, agent, at, { taskId, body: chance.pick(COMMENTS) });
      });
    }
    if (fateOfClaim < 0.06) planPutOff(week, taskId, doneAt);
    else if (fateOfClaim < 0.12) planHandOver(week, taskId, { claimAt, doneAt }, formData);
    else planAnswer(week, taskId, doneAt, formData);
  });
}

function planAnswer(week: Week, taskId: string, at: number, formData: Filled): void {
  week.plan(at, async (now) => {
    const agent = await week.agentFor(taskId);
    if (agent) await week.attempt(completeTask, agent, now, { taskId, formData });
  });
}

/** Put off till after the week, or left waiting for the customer. */
function planPutOff(week: Week, taskId: string, at: number): void {
  const waits = week.chance.happens(0.5);
  week.plan(at, async (now) => {
    const agent = await week.agentFor(taskId);
    if (!agent) return;
    const until = new Date(week.end + week.chance.between(0.2, 3) * DAY).toISOString();
    if (waits) await week.attempt(waitTask, agent, now, { taskId });
    else await week.attempt(snoozeTask, agent, now, { taskId, until });
  });
}

/** Given back, or to another team, where somebody else answers. */
function planHandOver(
  week: Week,
  taskId: string,
  { claimAt, doneAt }: { claimAt: number; doneAt: number },
  formData: Filled,
): void {
  const back = week.chance.happens(0.5);
  week.plan((claimAt + doneAt) / 2, async (now) => {
    const agent = await week.agentFor(taskId);
    if (!agent) return;
    if (back) await week.attempt(releaseTask, agent, now, { taskId });
    else {
      const note = "Needs somebody with more rights.";
      await week.attempt(reassignTask, agent, now, { taskId, assignTo: { team: "support-l2" }, note });
    }
  });
  const again = doneAt + week.chance.between(10, 60) * MINUTE;
  week.plan(again, async (now) => {
    const agent = await week.agentFor(taskId);
    if (agent && (await week.attempt(claimTask, agent, now, { taskId }))) {
      planAnswer(week, taskId, again + 20 * MINUTE, formData);
    }
  });
}

/** The tasks that a run has opened. */
export async function tasksOf({ tx }: Week, runId: string): Promise<string[]> {
  const rows = await tx.select({ id: tasks.id }).from(tasks).where(eq(tasks.runId, runId));
  return rows.map(({ id }) => id);
}
