import { onlineManager } from "@tanstack/react-query";
import type { Operation, TRPCLink } from "@trpc/client";
import { tap } from "@trpc/server/observable";
import { hadNoAnswer } from "@/components/ui/problem";
import type { AppRouter } from "@/server/doors/trpc";

type Asked = { key: string; timer?: ReturnType<typeof setTimeout> };

/** Changes of which nobody knows whether the server made them: who asks again asks with the same key. */
const unanswered = new Map<string, Asked>();

/** For how long (ms) the same change again is a second try, and not wanted a second time. */
const secondTry = 60_000;

/** Said again and again by itself, and only the last of it counts. */
const repeats = /^task\.(look|lookAway|saveDraft|discardDraft)$/;

/**
 * A change whose answer was lost is made once, however often it is sent: by the same key the server knows it again.
 * The key is forgotten with the answer.
 */
export const atMostOnce: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    if (op.type === "query" || repeats.test(op.path)) return next(op);
    const what = op.path + JSON.stringify(op.input);
    const asked = unanswered.get(what) ?? { key: crypto.getRandomValues(new Uint32Array(4)).join("-") };
    clearTimeout(asked.timer);
    unanswered.set(what, asked);
    const forget = () => void (unanswered.get(what) === asked && unanswered.delete(what));
    const forgetLater = () => {
      // While the server is out of reach the change waits, and is sent again afterwards.
      asked.timer = setTimeout(() => (onlineManager.isOnline() ? forget() : forgetLater()), secondTry);
    };
    return next({ ...op, context: { ...op.context, key: asked.key } }).pipe(
      tap({ next: forget, error: (error) => (hadNoAnswer(error) ? forgetLater() : forget()) }),
    );
  };

/** What tells the server which change this is. */
export function keyOf({ context }: Pick<Operation, "context">): Record<string, string> {
  return typeof context.key === "string" ? { "idempotency-key": context.key } : {};
}
