import type { Decision, RunEvent } from "@/server/engine/core/events";
import type { JsonObject } from "@/server/engine/core/json";
import { type Actor, actorRef } from "@/server/platform/actor";
import { conflict, invalid, notFound } from "@/server/platform/errors";
import { type Delivery, deliver } from "./deliver";

/** What a person does about a run. */
export type Command = Decision["type"] | "run.paused" | "run.resumed";

interface Given {
  key?: string | undefined;
  input?: JsonObject | undefined;
  output?: unknown;
  /** Where to go on from a step that is skipped. */
  next?: string | undefined;
}

/** Gives a run a person's command. @throws Conflict or Invalid saying why it can't be done; NotFound */
export async function command(
  delivery: Delivery,
  actor: Actor,
  runId: string,
  type: Command,
  given: Given = {},
): Promise<void> {
  const { key, input, output, next } = given;
  const event = {
    type,
    at: delivery.now.getTime(),
    by: { ...actorRef(actor) },
    ...(key === undefined ? {} : { key }),
    ...(input === undefined ? {} : { input }),
    ...(type === "run.skipped" ? { output: output ?? null, ...(next === undefined ? {} : { next }) } : {}),
  } as RunEvent;
  const { applied, reason, state } = await deliver(delivery, runId, event);
  if (!applied) throw refused(reason ?? "", key ?? "", state.status);
}

function refused(reason: string, key: string, status: string) {
  switch (reason) {
    case "run_ended":
      return conflict("run_ended", `The run is ${status} already.`, { status });
    case "unknown_activation":
      return notFound("step", key);
    case "not_stuck":
      return conflict("step_not_stuck", "This step is not stuck: nobody has to decide about it now.");
    case "no_way_on":
      return conflict(
        "no_way_on",
        "This step has several ways on, or none. Say with `next` which of its `ways` to take, retry it, or let it fail.",
      );
    case "no_such_way":
      return invalid(
        "This step does not lead there.",
        [{ path: "next", message: "is none of its ways" }],
        reason,
      );
    case "run_paused":
    case "already_paused":
      return conflict("run_paused", "The run is paused. Resume it first.");
    case "not_paused":
      return conflict("run_not_paused", "The run is not paused.");
    case "not_editable":
      return invalid(
        "A step of this kind is tried again as it is.",
        [{ path: "input", message: "is not taken" }],
        reason,
      );
    default:
      return invalid("What was given is too large for the run.", undefined, reason);
  }
}
