import type { Payload, QueueName } from "./queues";

/** Does one job. Throwing gives it back to the queue; returning settles it. */
export type Handler<Q extends QueueName> = (payload: Payload<Q>, signal: AbortSignal) => Promise<void>;
