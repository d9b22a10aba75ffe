import { type Operations, operations } from "@/server/operations";
import type { AnyOperation } from "@/server/operations/operation";
import type { Actor, Visitor } from "@/server/platform/actor";
import { unauthenticated } from "@/server/platform/errors";

/** `noun.verb` of every operation there is. */
export type OperationName = {
  [N in keyof Operations & string]: `${N}.${keyof Operations[N] & string}`;
}[keyof Operations & string];

/** Every operation that a door may offer, in the order of the list. */
export function offeredOperations(): AnyOperation[] {
  const nouns: Record<string, Record<string, AnyOperation>> = operations;
  return Object.values(nouns)
    .flatMap((verbs) => Object.values(verbs))
    .filter((operation) => !operation.internal);
}

/**
 * Tells nobody to come in first: before their input is read, or they are told what is wrong with it. What somebody
 * may do is `perform`'s to decide.
 * @throws Unauthenticated
 */
export function refuseNobody(operation: AnyOperation, caller: Actor | Visitor): void {
  if (operation.access === "public" || caller.type !== "visitor" || caller.userId) return;
  throw unauthenticated(
    "Sign in, or send an API key: `Authorization: Bearer ork_live_…`. Keys are made in the settings.",
  );
}
