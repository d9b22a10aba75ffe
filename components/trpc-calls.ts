import { shownWorkspace } from "./shown-workspace";

// tRPC's protocol over HTTP, of which the pages speak little: JSON without a transformer, one address for all calls of a
// moment. Its own client has four times the weight of this and can much that nobody here asks for.

const url = "/api/trpc";
/** Calls that go together, and how long an address may become. */
const mostCalls = 20;
const longestAddress = 6000;
/** Questions whose input may be too long for an address. */
const long = new Set(["workflow.check"]);

type Kind = "query" | "mutation";

interface Waiting {
  path: string;
  input: unknown;
  signal: AbortSignal | undefined;
  resolve: (data: unknown) => void;
  reject: (error: CallError) => void;
}

/** Why a call did not give what was asked for. Without `data` it never came to an operation. */
export class CallError extends Error {
  override name = "CallError";
  readonly data: Record<string, unknown> | undefined;

  constructor(message: string, { data, cause }: { data?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, { cause });
    this.data = data;
  }
}

const waiting: Record<Kind, Waiting[]> = { query: [], mutation: [] };

/**
 * Calls an operation, together with what else is called at the same moment.
 * @throws CallError (rejects) when it is refused, fails, or cannot be reached
 */
export function call(kind: Kind, path: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (waiting[kind].push({ path, input, signal, resolve, reject }) === 1) setTimeout(() => sendAll(kind));
  });
}

function sendAll(kind: Kind) {
  let together: Waiting[] = [];
  const sendTogether = () => {
    if (together.length > 0) void send(kind, together);
    together = [];
  };
  for (const one of waiting[kind].splice(0)) {
    const all = [...together, one];
    const isTooMuch =
      all.length > mostCalls || (kind === "query" && addressOf(all, true).length > longestAddress);
    if (isTooMuch || long.has(one.path)) sendTogether();
    together.push(one);
    if (long.has(one.path)) sendTogether();
  }
  sendTogether();
}

const inputsOf = (calls: Waiting[]) =>
  JSON.stringify(Object.fromEntries(calls.map(({ input }, index) => [index, input])));

function addressOf(calls: Waiting[], withInputs: boolean): string {
  const address = `${url}/${calls.map(({ path }) => path).join(",")}?batch=1`;
  return withInputs ? `${address}&input=${encodeURIComponent(inputsOf(calls))}` : address;
}

async function send(kind: Kind, calls: Waiting[]) {
  const isRead = kind === "query" && !calls.some(({ path }) => long.has(path));
  try {
    const response = await fetch(addressOf(calls, isRead), {
      headers: headersOf(calls, isRead),
      ...(isRead ? {} : { method: "POST", body: inputsOf(calls) }),
      signal: whenAllGaveUp(calls),
    });
    const answers: unknown = await response.json();
    for (const [index, one] of calls.entries())
      settle(one, Array.isArray(answers) ? answers[index] : answers);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    for (const { reject } of calls) reject(new CallError(message, { cause }));
  }
}

/**
 * The last word of a page that goes away: it is on its way before the page is gone, and nobody hears the answer.
 */
export function lastWord(path: string, input: object): void {
  const headers = headersOf([{ path }], false);
  const body = JSON.stringify(input);
  fetch(`${url}/${path}`, { method: "POST", keepalive: true, headers, body }).catch(() => undefined);
}

function headersOf(calls: { path: string }[], isRead: boolean): Record<string, string> {
  const shown = shownWorkspace();
  // Switching is how a page that was left behind comes back.
  const switches = calls.every(({ path }) => path === "account.switchTenant");
  return {
    ...(isRead ? {} : { "content-type": "application/json" }),
    ...(shown && !switches ? { "x-orkestra-workspace": shown } : {}),
  };
}

/** What is asked together is given up when nobody wants any of it any more. */
function whenAllGaveUp(calls: Waiting[]): AbortSignal | null {
  const signals = calls.map(({ signal }) => signal);
  if (!signals.every((signal) => signal !== undefined)) return null;
  const all = new AbortController();
  const look = () => signals.every(({ aborted }) => aborted) && all.abort();
  for (const signal of signals) signal.addEventListener("abort", look, { once: true });
  look();
  return all.signal;
}

type Answer = {
  result?: { data?: unknown };
  error?: { message?: string; data?: Record<string, unknown> };
};

function settle({ resolve, reject }: Waiting, answer: unknown) {
  const { result, error } = (answer ?? {}) as Answer;
  if (result) resolve(result.data);
  else reject(new CallError(error?.message ?? "No answer", error?.data ? { data: error.data } : {}));
}
