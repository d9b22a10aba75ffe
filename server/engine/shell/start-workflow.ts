import { eq, sql } from "drizzle-orm";
import { runs } from "@/db/schema/runs";
import { shared, type Tx } from "@/db/tenancy";
import type { RunPriority } from "@/server/domain/runs/schema";
import { allowStart } from "@/server/domain/workflows/allow";
import { checkRunInput } from "@/server/domain/workflows/input";
import { findVersion, findWorkflow } from "@/server/domain/workflows/queries";
import type { JsonObject } from "@/server/engine/core/json";
import { send } from "@/server/jobs/send";
import type { ActorRef } from "@/server/platform/actor";
import { hashJson } from "@/server/platform/canonical";
import { AppError } from "@/server/platform/errors";
import { admit } from "./admission";
import { loadDefinition } from "./definitions";
import type { Delivery, RunRow } from "./deliver";
import { holdRun, startRun } from "./start";

interface StartRequest {
  workflow: string;
  /** The latest when not given. */
  version?: number | undefined;
  input: JsonObject;
  callbackUrl?: string | undefined;
  startedBy: ActorRef;
  /** The same key again is the same run. */
  idempotencyKey?: string | undefined;
  /** A moment that has passed is now. */
  startAt?: Date | undefined;
  timeoutMs?: number | undefined;
  tags?: string[] | undefined;
  priority?: RunPriority | undefined;
  correlationKey?: string | undefined;
  depth?: number | undefined;
  /** The run that it repeats. */
  origin?: { runId: string; seq: null } | undefined;
}

/**
 * Starts a workflow by its name, the way everybody outside does: at once, at its time, or when a limit has room.
 * @throws NotFound, Invalid when the input does not fit or the key was used for another start, Conflict when the
 * workflow is paused or archived; before anything is written
 */
export async function startWorkflow(
  delivery: Delivery,
  request: StartRequest,
): Promise<{ run: RunRow; created: boolean }> {
  const { tx, now, tenantId } = delivery;
  const known = await knownStart(tx, tenantId, request);
  if (known) return { run: known, created: false };
  const workflow = await shared(tx, `workflow ${request.workflow}`, () => findWorkflow(tx, request.workflow));
  allowStart(workflow);
  const version =
    request.version === undefined && workflow.latestVersion > 0
      ? workflow.latestVersion
      : (await findVersion(tx, workflow, request.version)).version;
  const definition = await loadDefinition(tx, { tenantId, workflowId: workflow.id, version });
  checkRunInput(definition.input, request.input);
  const { input, callbackUrl, startedBy, startAt, origin } = request;
  const later = startAt !== undefined && startAt > now ? startAt : null;
  const { limited, holdFor } = await admit(tx, tenantId, workflow);
  const options = { ...optionsOf(request), startAt: later, limited };
  const run = {
    workflowId: workflow.id,
    workflowName: workflow.name,
    version,
    input,
    callbackUrl,
    startedBy,
    options,
    ...(origin ? { origin } : {}),
  };
  if (!later && !holdFor) return { run: await startRun(delivery, { ...run, definition }), created: true };
  const held = await holdRun(delivery, run, later ? "time" : (holdFor ?? "time"));
  const afterSeconds = later ? (later.getTime() - now.getTime()) / 1000 : 0;
  send(tx, "run.admit", { tenantId }, { afterSeconds });
  return { run: held, created: true };
}

function optionsOf({ idempotencyKey, timeoutMs, tags, priority, correlationKey, depth }: StartRequest) {
  return {
    startKey: idempotencyKey ?? null,
    timeoutMs: timeoutMs ?? null,
    tags: tags ?? [],
    priority: priority ?? "normal",
    correlationKey: correlationKey ?? null,
    depth: depth ?? 0,
  } as const;
}

/** The run that was started under the same key. Of two who come at once the second waits for the first. */
async function knownStart(
  tx: Tx,
  tenantId: string,
  { idempotencyKey: key, workflow, input }: StartRequest,
): Promise<RunRow | undefined> {
  if (key === undefined) return undefined;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`start/${tenantId}/${key}`}, 0))`);
  const [run] = await tx.select().from(runs).where(eq(runs.startKey, key));
  if (!run) return undefined;
  if (run.workflowName === workflow && hashJson(inputOf(run)) === hashJson(input)) return run;
  throw new AppError({
    kind: "Invalid",
    code: "idempotency_key_reused",
    message: `The idempotencyKey ${JSON.stringify(key)} was used for another start. Use a new key for each new run.`,
    errors: [{ path: "idempotencyKey", message: "was used for another start" }],
    details: { runId: run.id },
  });
}

/** What a run was started with, whether it has begun or not. */
export function inputOf({ hold, state }: RunRow): unknown {
  return hold ? hold.input : state.input;
}
