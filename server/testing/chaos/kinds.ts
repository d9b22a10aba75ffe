import { CALL_TIMEOUT_MS } from "./receiver";

/** A kind of run: its definition, what is done to it from outside, and how it must end. */
export interface Kind {
  /** Of so many runs in all the weights' sum. */
  weight: number;
  steps: Record<string, object>;
  start: string;
  status: "completed" | "failed" | "cancelled";
  output?: (n: number) => unknown;
  /** Steps that call the receiver, each under one key however often. */
  calls: string[];
  /** Steps that may call it, or may not: it depends on who is first. */
  mayCall?: string[];
  messages?: number;
}

/** An outside call that is tried until it works: what is tested is what becomes of it, not when patience ends. */
function call(step: string, next: string, more: object = {}): object {
  return {
    kind: "http",
    method: "POST",
    url: "${input.host}/call",
    body: { n: "${input.n}", step },
    timeout: `${CALL_TIMEOUT_MS}ms`,
    retry: { attempts: 50, delay: "200ms", maxDelay: "2s" },
    next,
    ...more,
  };
}

const message = (next: string) => ({
  kind: "message",
  conversationId: "${input.conversation}",
  role: "assistant",
  content: "Run ${string(int(input.n))}",
  next,
});

const end = { kind: "end", output: { n: "${input.n}" } };
const same = (n: number) => ({ n });

const task = (title: string, sla: object, next: string, onExpire: string) => ({
  kind: "task",
  title: `${title} \${string(int(input.n))}`,
  form: { fields: { answer: { type: "text", required: true } } },
  assignTo: { team: "support-l1" },
  sla: { claimWithin: "1s", escalate: [{ on: "claimWithin", assignTo: { team: "support-l2" } }], ...sla },
  next,
  onExpire,
});

/** The workflow that runs of the kind `parent` start. */
export const ERRAND = "errand";

export type KindName =
  | "calls"
  | "asks"
  | "expires"
  | "forks"
  | "parent"
  | "signalled"
  | "times-out"
  | "undone"
  | "cancelled"
  | "refused";

export const KINDS: Record<KindName, Kind> = {
  calls: {
    weight: 25,
    start: "first",
    steps: {
      first: call("first", "note"),
      note: { kind: "set", values: { status: "${steps.first.output.status}" }, next: "say" },
      say: message("second"),
      second: call("second", "done"),
      done: { kind: "end", output: { n: "${input.n}", status: "${vars.status}" } },
    },
    status: "completed",
    output: (n) => ({ n, status: 200 }),
    calls: ["first", "second"],
    messages: 1,
  },
  asks: {
    weight: 20,
    start: "before",
    steps: {
      before: call("before", "ask"),
      ask: task("Answer", { expireAfter: "1h" }, "pause", "done"),
      pause: { kind: "delay", for: "300ms", next: "after" },
      after: call("after", "done"),
      done: { kind: "end", output: { n: "${input.n}", answer: "${steps.ask.output.answer}" } },
    },
    status: "completed",
    output: (n) => ({ n, answer: `yes to ${n}` }),
    calls: ["before", "after"],
  },
  expires: {
    weight: 15,
    start: "ask",
    steps: {
      ask: task("Ignore", { expireAfter: "3s" }, "answered", "gone"),
      answered: { kind: "fail", error: "Nobody was to answer" },
      gone: { kind: "end", output: { n: "${input.n}", expired: true } },
    },
    status: "completed",
    output: (n) => ({ n, expired: true }),
    calls: [],
  },
  forks: {
    weight: 10,
    start: "fork",
    steps: {
      fork: { kind: "parallel", branches: { one: "one", two: "two" }, next: "each" },
      one: call("one", "@join"),
      two: { kind: "delay", for: "400ms", next: "later" },
      later: call("later", "@join"),
      each: {
        kind: "each",
        items: ["item-a", "item-b", "item-c"],
        start: "item",
        concurrency: 2,
        next: "done",
      },
      item: call("${item}", "@join"),
      done: end,
    },
    status: "completed",
    output: same,
    calls: ["one", "later", "item-a", "item-b", "item-c"],
  },
  parent: {
    weight: 8,
    start: "send",
    steps: {
      send: {
        kind: "workflow",
        workflow: ERRAND,
        input: { n: "${input.n}", conversation: "${input.conversation}", host: "${input.host}" },
        next: "done",
      },
      done: { kind: "end", output: "${steps.send.output}" },
    },
    status: "completed",
    output: same,
    calls: ["errand"],
    messages: 1,
  },
  signalled: {
    weight: 8,
    start: "before",
    steps: {
      before: call("before", "wait"),
      wait: { kind: "wait", signal: "go", next: "done" },
      done: { kind: "end", output: { n: "${steps.wait.output.n}" } },
    },
    status: "completed",
    output: same,
    calls: ["before"],
  },
  "times-out": {
    weight: 4,
    start: "wait",
    steps: {
      wait: { kind: "wait", signal: "never", timeout: "1s", next: "came", onTimeout: "done" },
      came: { kind: "fail", error: "Nobody sent it" },
      done: end,
    },
    status: "completed",
    output: same,
    calls: [],
  },
  undone: {
    weight: 4,
    start: "book",
    steps: {
      book: call("book", "sorry", { compensate: "unbook" }),
      unbook: call("unbook", "@join"),
      sorry: { kind: "fail", error: "It was not to be" },
    },
    status: "failed",
    calls: ["book", "unbook"],
  },
  cancelled: {
    weight: 4,
    start: "book",
    steps: {
      book: call("book", "long", { compensate: "unbook" }),
      unbook: call("unbook", "@join"),
      long: { kind: "delay", for: "1h", next: "done" },
      done: end,
    },
    status: "cancelled",
    calls: [],
    mayCall: ["book", "unbook"],
  },
  refused: {
    weight: 2,
    start: "refused",
    steps: { refused: call("refused", "done"), done: end },
    status: "completed",
    output: same,
    calls: ["refused"],
  },
};

const errand = { start: "say", steps: { say: message("errand"), errand: call("errand", "done"), done: end } };

/** Every workflow's definition, by its name. */
export const DEFINITIONS: Record<string, object> = Object.fromEntries(
  Object.entries({ ...KINDS, [ERRAND]: errand }).map(([name, { start, steps }]) => [
    name,
    { title: name, start, steps },
  ]),
);
