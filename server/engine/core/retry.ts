/**
 * When the next attempt of a step is due. Jitter comes from hashing what the attempt is, so that the same history
 * always gives the same times.
 */
import type { StepContext } from "./context";
import type { ReportedFailure } from "./events";
import type { CommonStep } from "./step";

const DEFAULT_DELAY = 1_000;
const DEFAULT_MAX_DELAY = 300_000;

/** What the other side asks for is honoured up to here, unless the step's `maxDelay` says otherwise. */
const LONGEST_ASKED = 3_600_000;

/**
 * Milliseconds until the next attempt: as the step says, and no earlier than the other side asks for. A breaker's word
 * is not bounded by `maxDelay`, since nothing gets through before.
 * @throws EvaluationError when a delay is a template that gives no duration
 */
export function retryDelay(
  ctx: StepContext,
  retry: NonNullable<CommonStep["retry"]>,
  runId: string,
  { code, retryAfterMs = 0 }: Pick<ReportedFailure, "code" | "retryAfterMs"> = {},
): number {
  const { key, attempt } = ctx.activation;
  const delay = ctx.duration(retry.delay, "retry.delay") ?? DEFAULT_DELAY;
  const longest = ctx.duration(retry.maxDelay, "retry.maxDelay") ?? Math.max(DEFAULT_MAX_DELAY, delay);
  const grown = retry.backoff === "fixed" ? delay : delay * 2 ** (attempt - 1);
  const bounded = Math.min(grown, longest);
  const most =
    code === "circuit_open" ? retryAfterMs : retry.maxDelay === undefined ? LONGEST_ASKED : longest;
  const asked = Math.min(retryAfterMs, most);
  if (retry.jitter === false) return Math.max(bounded, asked);
  const spread = fraction(`${runId}/${key}/${attempt}`);
  // All who were told the same moment would come in it.
  return Math.round(Math.max(bounded * (0.5 + spread / 2), asked * (1 + spread / 10)));
}

/** A number from 0 to 1 that depends on the text alone: FNV-1a, 32 bits. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) / 0x1_0000_0000;
}
