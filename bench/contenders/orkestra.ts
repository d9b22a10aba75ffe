import { makeKey, makeTeam, makeTenant } from "@/db/factories";
import { closeDatabase } from "@/db/tenancy";
import { stopBoss } from "@/server/jobs/boss";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";

export interface Orkestra {
  /** A bot with an API key, as it comes through any door. */
  bot: Actor;
  /** A person of the team `support-l1`. */
  person: Actor;
  apiKey: string;
  close(): Promise<void>;
}

/** Orkestra in this process: worker and operations, a workspace, a team and the workflows of the measures. */
export async function openOrkestra(workflows: Record<string, object>): Promise<Orkestra> {
  const worker = await startWorker();
  const tenant = await makeTenant();
  await makeTeam(tenant, { slug: "support-l1", members: [tenant.owner] });
  const key = await makeKey(tenant);
  for (const [name, definition] of Object.entries(workflows)) {
    await perform(operations.workflow.put, tenant.owner, { name, ...definition });
  }
  return {
    bot: key.actor,
    person: tenant.owner,
    apiKey: key.secret,
    async close() {
      await worker.stop();
      await stopBoss();
      await closeDatabase();
    },
  };
}

/** Five steps that compute and decide, and nothing else. */
export const FIVE_STEPS = {
  title: "Five steps",
  start: "s1",
  steps: {
    s1: { kind: "set", values: { n: 1 }, next: "s2" },
    s2: { kind: "set", values: { n: 2 }, next: "s3" },
    s3: { kind: "decide", rules: [{ when: "vars.n == 2", next: "s4" }], otherwise: "s5" },
    s4: { kind: "set", values: { n: 4 }, next: "s5" },
    s5: { kind: "set", values: { n: 5 }, next: "done" },
    done: { kind: "end", output: { n: "${vars.n}" } },
  },
};

/** A step, a question to people with a deadline, another step. */
export const HUMAN_LOOP = {
  title: "Human loop",
  start: "before",
  steps: {
    before: { kind: "set", values: { asked: true }, next: "ask" },
    ask: {
      kind: "task",
      title: "A customer needs a person",
      context: { question: "${input.question}" },
      form: { fields: { answer: { type: "textarea", required: true } } },
      assignTo: { team: "support-l1" },
      sla: { completeWithin: "1h", expireAfter: "24h" },
      next: "after",
      onExpire: "done",
    },
    after: { kind: "set", values: { answered: "${steps.ask.output.answer}" }, next: "done" },
    done: { kind: "end", output: { answer: "${vars.answered}" } },
  },
};

export const QUESTION = { question: "Where is my parcel? It was due last week and I need it on Friday." };
export const ANSWER = { answer: "It is on its way and arrives tomorrow before noon." };
