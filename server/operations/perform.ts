import type { z } from "zod";
import { isConnectionLost, isTransient } from "@/db/failures";
import { auditLog } from "@/db/schema/platform";
import { append, readTenant, type Tx, withSystem, withTenant } from "@/db/tenancy";
import { type Actor, actorRef, type Visitor } from "@/server/platform/actor";
import { forbidden, invalid, isAppError, unauthenticated, unavailable } from "@/server/platform/errors";
import { fieldErrors, nulPaths } from "@/server/platform/field-errors";
import { gatherByKey } from "@/server/platform/gather";
import { newId } from "@/server/platform/ids";
import { log, withLogContext } from "@/server/platform/log";
import { countRequest, type RateLimitState } from "@/server/platform/rate-limit";
import { onceUnderKey } from "./idempotency";
import type { Operation, TenantOperation, VisitorOperation } from "./operation";

interface PerformOptions {
  /** The same key again gives the first answer and does nothing. Writes in a tenant only. */
  idempotencyKey?: string;
  requestId?: string;
  /** Filled in for the door's headers. */
  report?: { rateLimit?: RateLimitState; replayed?: boolean };
}

const MAX_TRIES = 4;

/**
 * The only way to an operation, in one fixed order: parse, permission, rate limit, tenant transaction,
 * idempotency, run, parse the output, audit, commit.
 * @throws AppError and nothing else that a door may show.
 */
export async function perform<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  caller: Actor | Visitor,
  input: unknown,
  options: PerformOptions = {},
): Promise<z.output<O>> {
  const requestId = options.requestId ?? newId();
  const tenantId = caller.type === "visitor" ? undefined : caller.tenantId;
  return withLogContext({ requestId, ...(tenantId ? { tenantId } : {}) }, async () => {
    const parsed = parseInput(operation, input);
    const act = prepare(operation, caller, parsed, { ...options, requestId });
    await limitRate(caller, options);
    const started = performance.now();
    try {
      return await retrying(act);
    } catch (error) {
      throw publicError(operation, error);
    } finally {
      log.debug({ operation: operation.name, ms: Math.round(performance.now() - started) }, "performed");
    }
  });
}

function parseInput<I extends z.ZodType>(operation: Operation<I>, input: unknown): z.output<I> {
  const unstorable = nulPaths(input);
  if (unstorable.length > 0) {
    const errors = unstorable.map((path) => ({ path, message: "must not contain the character U+0000" }));
    throw invalid("Some of what was sent can't be kept; see `errors`.", errors);
  }
  const parsed = operation.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw invalid("Some of what was sent can't be used; see `errors`.", fieldErrors(parsed.error));
}

/** Checks who may, and gives the work to do. */
function prepare<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  caller: Actor | Visitor,
  input: z.output<I>,
  options: PerformOptions & { requestId: string },
): () => Promise<z.output<O>> {
  if (operation.access !== "tenant") {
    const visitor: Visitor = caller.type === "visitor" ? caller : visitorOf(caller);
    if (operation.access === "signedIn" && !visitor.userId) throw unauthenticated("Sign in first.");
    return () => performAsVisitor(operation, visitor, input, options.requestId);
  }
  if (caller.type === "visitor") {
    throw unauthenticated(
      caller.userId ? "You hold no seat in a workspace." : "Sign in, or send an API key as a bearer token.",
    );
  }
  if (!caller.permissions.has(operation.permission)) {
    throw forbidden(`This needs the permission ${operation.permission}, which you do not have.`);
  }
  return () => performInTenant(operation, caller, input, options);
}

function visitorOf(actor: Actor): Visitor {
  return {
    type: "visitor",
    name: actor.name,
    ...(actor.userId ? { userId: actor.userId } : {}),
    ...(actor.sessionId ? { sessionId: actor.sessionId } : {}),
  };
}

async function limitRate(caller: Actor | Visitor, options: PerformOptions): Promise<void> {
  if (caller.type === "system" || caller.type === "workflow") return;
  const key = caller.type === "visitor" ? (caller.userId ?? caller.address ?? "anybody") : caller.id;
  const state = await countRequest(key);
  if (options.report) options.report.rateLimit = state;
}

async function performAsVisitor<I extends z.ZodType, O extends z.ZodType>(
  operation: VisitorOperation<I, O>,
  visitor: Visitor,
  input: z.output<I>,
  requestId: string,
): Promise<z.output<O>> {
  const ready = operation.beforehand ? await operation.beforehand(input, visitor) : input;
  return withSystem(operation.name, async (tx, now) => {
    const output = await operation.run({ visitor, tx, now, requestId }, ready);
    return operation.output.parse(output);
  });
}

async function performInTenant<I extends z.ZodType, O extends z.ZodType>(
  operation: TenantOperation<I, O>,
  actor: Actor,
  input: z.output<I>,
  options: PerformOptions & { requestId: string },
): Promise<z.output<O>> {
  const within = operation.kind === "read" ? readTenant : withTenant;
  if (operation.runMany && options.idempotencyKey === undefined) {
    const call = { actor, input, requestId: options.requestId };
    return (await performTogether(operation, call)) as z.output<O>;
  }
  return within(actor.tenantId, async (tx, now) => {
    const work = async () => {
      const output = operation.output.parse(
        await operation.run({ actor, tx, now, requestId: options.requestId }, input),
      );
      if (operation.kind === "write" && !operation.unaudited)
        audit(tx, now, operation, actor, { input, output, requestId: options.requestId });
      return output;
    };
    if (operation.kind === "read" || options.idempotencyKey === undefined) return work();
    const once = {
      tx,
      tenantId: actor.tenantId,
      key: options.idempotencyKey,
      operation: operation.name,
      input,
    };
    const { output, replayed } = await onceUnderKey(once, work, operation.remembered);
    if (options.report) options.report.replayed = replayed;
    return output;
  });
}

interface Call {
  actor: Actor;
  input: unknown;
  requestId: string;
}

type Together = (tenantId: string, call: Call) => Promise<unknown>;

/** Transactions at once of one operation and tenant, and calls that one takes. */
const SHARED = { atOnce: 2, max: 32 };

/** One for each operation, which keeps tenants apart. */
const togethers = new WeakMap<object, Together>();

function performTogether(operation: TenantOperation, call: Call): Promise<unknown> {
  const known = togethers.get(operation);
  if (known) return known(call.actor.tenantId, call);
  const within = operation.kind === "read" ? readTenant : withTenant;
  const made = gatherByKey(SHARED, (tenantId, calls: Call[]) => {
    const only = calls.length === 1 ? calls[0]?.requestId : undefined;
    return withLogContext({ tenantId, requestId: only }, () =>
      within(tenantId, async (tx, now) => {
        const outputs = (await operation.runMany?.({ tx, now }, calls)) ?? [];
        return calls.map(({ actor, input, requestId }, i) => {
          const output = operation.output.parse(outputs[i]);
          if (operation.kind === "write") audit(tx, now, operation, actor, { input, output, requestId });
          return output;
        });
      }),
    );
  });
  togethers.set(operation, made);
  return made(call.actor.tenantId, call);
}

interface Done {
  input: unknown;
  output: unknown;
  requestId: string;
}

function audit(
  tx: Tx,
  at: Date,
  operation: Operation,
  actor: Actor,
  { input, output, requestId }: Done,
): void {
  const resourceId =
    fieldOf(output, "id") ?? fieldOf(input, `${operation.name.split(".")[0]}Id`) ?? fieldOf(input, "userId");
  const id = newId();
  const { tenantId, channel } = actor;
  const who = actorRef(actor);
  append(tx, auditLog, [
    { id, tenantId, operation: operation.name, actor: who, channel, resourceId, requestId, at },
  ]);
}

function fieldOf(value: unknown, name: string): string | null {
  const field =
    value !== null && typeof value === "object" ? Object.entries(value).find(([key]) => key === name) : null;
  return typeof field?.[1] === "string" ? field[1] : null;
}

/** Two transactions in each other's way is nobody's fault: the work is done again, whole. */
async function retrying<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (attempt >= MAX_TRIES || !isTransient(error)) throw error;
    }
  }
}

function publicError(operation: Operation, error: unknown): unknown {
  if (isAppError(error)) return error;
  if (isConnectionLost(error)) {
    log.warn({ err: error, operation: operation.name }, "database out of reach");
    return unavailable("The database can't be reached just now. Nothing was changed; try again.", error);
  }
  log.error({ err: error, operation: operation.name }, "operation failed");
  return error;
}
