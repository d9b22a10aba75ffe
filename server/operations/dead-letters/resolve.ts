import { z } from "zod";
import { Id, Sentence } from "@/server/domain/schema";
import { command } from "@/server/engine/shell/command";
import { deadLetters } from "@/server/engine/shell/dead-letters";
import { deliver } from "@/server/engine/shell/deliver";
import { actorRef } from "@/server/platform/actor";
import { isAppError } from "@/server/platform/errors";
import { operation } from "../operation";

const EVENTS = { retry: "run.retried", skip: "run.skipped", fail: "run.failed" } as const;
/** Runs that one call decides about: all of them are locked until it is done. */
const MOST = 100;

export const resolveDeadLetters = operation({
  name: "deadLetter.resolve",
  summary: "Retry, skip, fail or cancel many stuck steps at once",
  description:
    "Of the runs that are named, or of those of one workflow, up to 100 at a time. Each answer says what came of its step; `remaining` whether there are more.",
  kind: "write",
  permission: "runs:write",
  input: z
    .strictObject({
      action: z.enum(["retry", "skip", "fail", "cancel"]),
      runIds: z.array(Id).min(1).max(MOST).optional(),
      workflow: z.string().max(100).optional(),
      output: z.json().optional().describe("With `skip`: the output of every step"),
      next: z
        .string()
        .min(1)
        .max(64)
        .optional()
        .describe("With `skip`: where every run goes on, needed after steps that lead to several others"),
    })
    .refine(({ runIds, workflow }) => runIds !== undefined || workflow !== undefined, {
      error: "Name the runs, or the workflow whose stuck steps are meant",
      path: ["runIds"],
    }),
  output: z.object({
    results: z.array(
      z.object({ runId: z.string(), key: z.string(), done: z.boolean(), problem: Sentence.nullable() }),
    ),
    remaining: z.boolean(),
  }),
  rest: { method: "POST", path: "/dead-letters/{action}" },
  mcp: { tool: "dead_letter_resolve", destructive: true },
  async run({ actor, tx, now }, { action, runIds, workflow, output, next }) {
    const delivery = { tx, now, tenantId: actor.tenantId };
    const found = await deadLetters(tx, { workflow, runIds }, { limit: MOST });
    // In the order of their ids, as everybody who locks several runs does.
    const letters = found.data.sort((one, other) =>
      one.runId < other.runId ? -1 : one.runId > other.runId ? 1 : 0,
    );
    const results: { runId: string; key: string; done: boolean; problem: string | null }[] = [];
    for (const { runId, key } of letters) {
      try {
        if (action === "cancel") {
          const by = { ...actorRef(actor) };
          const reason = "Cancelled from the dead letters";
          await deliver(delivery, runId, { type: "run.cancelled", at: now.getTime(), reason, by });
        } else await command(delivery, actor, runId, EVENTS[action], { key, output, next });
        results.push({ runId, key, done: true, problem: null });
      } catch (error) {
        if (!isAppError(error)) throw error;
        results.push({ runId, key, done: false, problem: error.message });
      }
    }
    return { results, remaining: found.nextCursor !== null };
  },
});
