import type { Json } from "@/server/engine/core/json";

/** One attempt of a step that calls something outside. */
export interface Execution {
  tenantId: string;
  request: unknown;
  timeoutMs: number;
  /** The same for every attempt of the visit: `<run>/<step>/<visit>`. */
  idempotencyKey: string;
  /** Aborted when the worker stops or loses the job. */
  signal: AbortSignal;
}

/** Does the attempt and gives the step's output. @throws ExecutionFailure */
export type Executor = (execution: Execution) => Promise<Json>;

/** The attempt failed, in words for people and a code for `onError`. */
export class ExecutionFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly retryable: boolean,
    /** When another attempt makes sense at the earliest. */
    readonly retryAfterMs?: number,
    /** Nobody knows whether the other side did it: it was asked, and did not answer. */
    readonly unknown?: boolean,
  ) {
    super(message);
    this.name = "ExecutionFailure";
  }
}
