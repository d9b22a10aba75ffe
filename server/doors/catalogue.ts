import { operations } from "@/server/operations";
import type { AnyOperation } from "@/server/operations/operation";

/** Every operation that a door may offer, in the order of the list. */
export function offeredOperations(): AnyOperation[] {
  const nouns: Record<string, Record<string, AnyOperation>> = operations;
  return Object.values(nouns)
    .flatMap((verbs) => Object.values(verbs))
    .filter((operation) => !operation.internal);
}
