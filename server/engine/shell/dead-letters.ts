import type { Tx } from "@/db/tenancy";
import { listStuck } from "@/server/domain/runs/queries";
import type { DeadLetter } from "@/server/domain/runs/schema";
import { waysOn } from "@/server/engine/core/decisions";
import { own } from "@/server/engine/core/json";
import { activations } from "@/server/engine/core/state";
import { loadDefinition } from "./definitions";

type Filter = Parameters<typeof listStuck>[1];
type Page = Parameters<typeof listStuck>[2];

/** Every stuck step of a page of stuck runs, newest run first. */
export async function deadLetters(tx: Tx, filter: Filter, page: Page) {
  const { rows, nextCursor } = await listStuck(tx, filter, page);
  const data: DeadLetter[] = [];
  for (const run of rows) {
    const definition = await loadDefinition(tx, run);
    for (const { key, step, attempt, phase, failure, request, since } of activations(run.state)) {
      if (phase !== "stuck" || !failure) continue;
      const written = own(definition.steps, step);
      data.push({
        runId: run.id,
        workflow: run.workflow,
        version: run.version,
        key,
        step,
        kind: written?.kind ?? "unknown",
        attempts: attempt,
        error: failure,
        input: (request ?? null) as DeadLetter["input"],
        ways: written ? waysOn(written) : [],
        since: new Date(since).toISOString(),
      });
    }
  }
  return { data, nextCursor };
}
