/**
 * When the next attempt of a step is due. Jitter comes from hashing what the attempt is, so that the same history
 * always gives the same times.
 */
import type { StepContext } from "./context";
import type { CommonStep } from "./step";

const DEFAULT_DELAY = 1_000;
const DEFAULT_MAX_DELAY = 300_000;

/** Milliseconds until the next attempt. @throws EvaluationError when a delay is a template that gives no duration. */
export function retryDelay(ctx: StepContext, retry: NonNullable<CommonStep["retry"]>, runId: string): number {
  const { key, attempt } = ctx.activation;
  const delay = ctx.duration(retry.delay, "retry.delay") ?? DEFAULT_DELAY;
  const longest = ctx.duration(retry.maxDelay, "retry.maxDelay") ?? Math.max(DEFAULT_MAX_DELAY, delay);
  const grown = retry.backoff === "fixed" ? delay : delay * 2 ** (attempt - 1);
  const bounded = Math.min(grown, longest);
  if (retry.jitter === false) return bounded;
  return Math.round(bounded * (0.5 + fraction(`${runId}/${key}/${attempt}`) / 2));
}

/** A number from 0 to 1 that depends on the text alone: FNV-1a, 32 bits. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) / 0x1_0000_0000;
}
