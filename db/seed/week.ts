import { and, asc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { teams } from "@/db/schema/members";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import type { TenantOperation } from "@/server/operations/operation";
import { missDeadline } from "@/server/operations/tasks/miss-deadline";
import { type Actor, systemActor } from "@/server/platform/actor";
import { isAppError } from "@/server/platform/errors";
import type { Chance } from "./chance";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** No deadline of the demo is nearer to the opening of its task. */
const SHORTEST = 30 * MINUTE;

/** Somebody of the demo tenant who works on tasks. */
export interface Agent {
  actor: Actor;
  teams: string[];
  /** From then on they are out, and do nothing. */
  goneFrom?: number;
}

/**
 * A week that is played in the order of its time: what people and bots do is done by the operations that they would
 * use, each at its moment, and deadlines are missed when they come due. So all that is kept fits together.
 */
export class Week {
  /** What is set up once was there before anything happened. */
  readonly start: number;
  readonly end: number;
  /** How far it is told. */
  private told = 0;
  /** Till then no deadline comes due. */
  private quietUntil = 0;
  private plans: { at: number; act: (now: Date) => Promise<void> }[] = [];

  constructor(
    readonly tx: Tx,
    readonly tenantId: string,
    now: Date,
    readonly chance: Chance,
    readonly bot: Actor,
    readonly agents: Agent[],
  ) {
    this.end = now.getTime();
    this.start = this.end - 8 * DAY;
  }

  /** Somebody by their first name. */
  agent(firstName: string): Agent {
    const found = this.agents.find(({ actor }) => actor.name.startsWith(`${firstName} `));
    if (!found) throw new Error(`the demo has no ${firstName}`);
    return found;
  }

  person(firstName: string): Actor {
    return this.agent(firstName).actor;
  }

  /** Has something done at a time; what would come after the week is left out. */
  plan(at: number, act: (now: Date) => Promise<void>): void {
    if (at >= this.end) return;
    let place = this.plans.length;
    while (place > 0 && (this.plans[place - 1]?.at ?? 0) < at) place--;
    this.plans.splice(place, 0, { at, act });
  }

  async play(): Promise<void> {
    for (let next = this.plans.pop(); next; next = this.plans.pop()) {
      await this.missDeadlines(next.at);
      this.told = next.at;
      await next.act(new Date(next.at));
    }
    await this.missDeadlines(this.end);
  }

  /** Does an operation as it would be done at that time. */
  async perform<I extends z.ZodType, O extends z.ZodType>(
    operation: TenantOperation<I, O>,
    actor: Actor,
    now: Date,
    input: z.input<I>,
  ): Promise<z.input<O>> {
    return operation.run({ tx: this.tx, now, actor, requestId: "seed" }, operation.input.parse(input));
  }

  /** The same for what may be in vain: the task may be somebody else's by then, or closed. */
  async attempt<I extends z.ZodType, O extends z.ZodType>(
    operation: TenantOperation<I, O>,
    actor: Actor,
    now: Date,
    input: z.input<I>,
  ): Promise<boolean> {
    try {
      await this.perform(operation, actor, now, input);
      return true;
    } catch (error) {
      if (isAppError(error)) return false;
      throw error;
    }
  }

  /** Somebody who holds a task or was given it, or else of the team that has it now. */
  async agentFor(taskId: string): Promise<Actor | undefined> {
    const [task] = await this.tx
      .select({ team: teams.slug, userId: tasks.userId, claimedBy: tasks.claimedBy })
      .from(tasks)
      .leftJoin(teams, eq(teams.id, tasks.teamId))
      .where(eq(tasks.id, taskId));
    const there = this.agents.filter(({ goneFrom }) => goneFrom === undefined || this.told < goneFrom);
    const holder = there.find(({ actor }) => actor.id === (task?.claimedBy?.id ?? task?.userId));
    const able = there.filter(({ teams }) => task?.team && teams.includes(task.team));
    return (holder ?? (able.length > 0 ? this.chance.pick(able) : undefined))?.actor;
  }

  private async missDeadlines(until: number): Promise<void> {
    if (until < this.quietUntil) return;
    const system = systemActor(this.tenantId);
    for (;;) {
      const [due] = await this.tx
        .select({ id: taskDeadlines.id, dueAt: taskDeadlines.dueAt })
        .from(taskDeadlines)
        .where(and(isNull(taskDeadlines.firedAt), isNull(taskDeadlines.stoppedAt)))
        .orderBy(asc(taskDeadlines.dueAt))
        .limit(1);
      if (!due || due.dueAt.getTime() > until) {
        this.quietUntil = Math.min(due?.dueAt.getTime() ?? Number.POSITIVE_INFINITY, until + SHORTEST);
        return;
      }
      // Other times may count meanwhile, by which a clock has run out already.
      const at = new Date(Math.max(due.dueAt.getTime(), this.told));
      const { fired } = await this.perform(missDeadline, system, at, { deadlineId: due.id });
      this.told = at.getTime();
      // One that a closed task has left behind fires no more.
      if (fired === 0) {
        await this.tx.update(taskDeadlines).set({ firedAt: at }).where(eq(taskDeadlines.id, due.id));
      }
    }
  }
}
