/**
 * Random definitions for the simulation: every kind, loops, retries, error and timeout branches, and expressions that
 * now and then fail. Only what checkDefinition accepts is played.
 */
import { checkDefinition, type Definition } from "../definition";
import type { Random } from "./random";

export const SIGNALS = ["paid", "shipped", "approved"];

type Draft = Record<string, unknown>;

/** A random definition that is valid. */
export function randomDefinition(random: Random): Definition {
  for (let attempt = 0; attempt < 200; attempt++) {
    const checked = checkDefinition(draftDefinition(random));
    if (checked.ok) return checked.definition;
    const wrong = checked.problems.find(({ message }) => !message.includes("can never end"));
    if (wrong) throw new Error(`The generator wrote a wrong definition: ${wrong.path}: ${wrong.message}`);
  }
  throw new Error("The generator wrote no valid definition in 200 attempts");
}

/** Steps that may lead to each other: the trunk, a branch, a compensation. */
interface Region {
  /** Where else than to each other its steps may lead. */
  exits: string[];
  depth: number;
  prefix: string;
}

function draftDefinition(random: Random): Draft {
  const steps: Record<string, Draft> = {
    done: { kind: "end", output: random.chance(0.2) ? "${steps.?s0.?output}" : { vars: "${vars}" } },
    broken: { kind: "fail", error: "Broken at ${error.?code.orValue('none')}", code: "broken" },
  };
  const start = fillRegion(random, steps, { exits: ["done", "broken"], depth: 0, prefix: "s" });
  return {
    title: "Simulated",
    start,
    steps,
    ...(random.chance(0.2) ? { onFailure: "fail" } : {}),
    ...(random.chance(0.2) ? { defaults: { retry: { attempts: 2, delay: "5s" }, timeout: "3s" } } : {}),
  };
}

/** Writes the steps of a region and answers where it starts. */
function fillRegion(random: Random, steps: Record<string, Draft>, region: Region): string {
  const { exits, depth, prefix } = region;
  const count = depth === 0 ? 2 + random.int(9) : 1 + random.int(3);
  const ids = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const all = [...ids, ...exits];
  for (const [index, id] of ids.entries()) {
    // Mostly forward, sometimes back: loops are as common as in real definitions, and most runs still get somewhere.
    const to = () => (random.chance(0.75) ? random.pick(all.slice(index + 1)) : random.pick(all));
    const step = random.chance(depth < 2 ? 0.2 : 0)
      ? randomFork(random, steps, to, id, depth)
      : randomStep(random, to, ids);
    steps[id] = { ...step, ...randomCommon(random, to, "next" in step) };
    if (["http", "message", "tool", "workflow"].includes(`${step.kind}`) && random.chance(0.4)) {
      steps[id].compensate = `undo_${id}`;
      steps[`undo_${id}`] = undo(random, id);
    }
  }
  return depth === 0 ? random.pick(ids) : (ids[0] ?? "");
}

/** Undoes a step: always by something that can be seen from outside. */
function undo(random: Random, id: string): Draft {
  return {
    kind: "http",
    method: "DELETE",
    url: "https://example.com/undo",
    body: { undone: id, output: `\${steps.?${id}.?output}` },
    next: "@join",
    ...(random.chance(0.5) ? { retry: { attempts: 3, delay: "1s" } } : {}),
    ...(random.chance(0.3) ? { onError: "@join" } : {}),
  };
}

function randomFork(
  random: Random,
  steps: Record<string, Draft>,
  to: () => string,
  id: string,
  depth: number,
): Draft {
  const exits = random.chance(0.3) ? ["@join", "@join", "@join", "broken"] : ["@join"];
  const inner = (name: string) =>
    fillRegion(random, steps, { exits, depth: depth + 1, prefix: `${id}_${name}` });
  if (random.chance(0.5)) {
    const names = ["a", "b", "c"].slice(0, 1 + random.int(3));
    const join = random.pick(["all", "any", { count: 1 + random.int(names.length) }]);
    const branches = Object.fromEntries(names.map((name) => [name, inner(name)]));
    return { kind: "parallel", branches, join, next: to() };
  }
  return {
    kind: "each",
    items: random.pick(["${[1, 2, 3, 4]}", "${input.items}", "${[]}", "${input.n}"]),
    ...(random.chance(0.5)
      ? { as: "thing", output: random.pick(["${thing}", "${index}", "${item.nope}"]) }
      : {}),
    start: inner("i"),
    concurrency: 1 + random.int(3),
    join: random.pick(["all", "all", "any", { count: 2 }]),
    next: to(),
  };
}

function randomCommon(random: Random, to: () => string, hasNext: boolean): Draft {
  const common: Draft = { maxVisits: 1 + random.int(6) };
  if (random.chance(0.35)) common.onError = to();
  else if (hasNext && random.chance(0.2)) common.continueOnError = true;
  if (random.chance(0.5)) {
    common.retry = {
      attempts: 1 + random.int(4),
      backoff: random.pick(["fixed", "exponential"]),
      delay: random.pick(["1s", "10s", "PT1M", "${input.delay}", "${vars.missing}"]),
      maxDelay: "2m",
      jitter: random.chance(0.5),
      ...(random.chance(0.2) ? { on: ["went_wrong"] } : {}),
    };
  }
  return common;
}

function randomStep(random: Random, to: () => string, ids: string[]): Draft {
  const value = () => randomValue(random, ids);
  switch (random.int(13)) {
    case 0:
      return {
        kind: "task",
        title: "Look at ${input.n}",
        context: { value: value() },
        form: { fields: { answer: { type: "text", required: true } } },
        assignTo: { team: random.chance(0.9) ? "support" : "${input.text}" },
        sla: { claimWithin: "5m", expireAfter: random.pick(["1h", "${input.delay}"]) },
        next: to(),
        ...(random.chance(0.5) ? { onExpire: to() } : {}),
      };
    case 1:
      return {
        kind: "message",
        conversationId: random.pick(["c1", "${input.?none}"]),
        role: "system",
        content: `n ${value()}`,
        next: to(),
      };
    case 2:
    case 3:
      return {
        kind: "http",
        method: "POST",
        url: "https://example.com/${input.n}",
        body: { value: value() },
        timeout: "5s",
        next: to(),
      };
    case 4:
      return {
        kind: "wait",
        signal: random.pick([...SIGNALS, "${input.signal}"]),
        ...(random.chance(0.3) ? { correlate: random.pick(["k1", "${input.signal}"]) } : {}),
        next: to(),
        ...(random.chance(0.6) ? { timeout: random.pick(["30s", "${input.delay}"]) } : {}),
        ...(random.chance(0.6) ? { onTimeout: to() } : {}),
      };
    case 5:
      return random.chance(0.7)
        ? { kind: "delay", for: random.pick(["10s", "1h"]), next: to() }
        : {
            kind: "delay",
            until: random.pick(["2026-01-01T00:10:00Z", "${now + duration('90s')}", "${vars.missing}"]),
            next: to(),
          };
    case 6:
      return {
        kind: "decide",
        rules: [{ when: randomCondition(random), next: to() }],
        ...(random.chance(0.8) ? { otherwise: to() } : {}),
      };
    case 7:
      return { kind: "wait", any: randomAlternatives(random, to), next: to() };
    case 8:
      return {
        kind: "workflow",
        workflow: "child",
        input: { value: value() },
        ...(random.chance(0.5) ? { timeout: "1m" } : {}),
        next: to(),
      };
    case 9:
      return random.chance(0.5)
        ? { kind: "notify", to: { team: "support" }, title: "Hear ${input.n}", next: to() }
        : { kind: "tool", tool: random.pick(["calculator", "lookup"]), input: { a: value() }, next: to() };
    default:
      return {
        kind: "set",
        values: { count: "${vars.?count.orValue(0) + 1}", [random.pick(["a", "b"])]: value() },
        next: to(),
      };
  }
}

function randomAlternatives(random: Random, to: () => string): Draft[] {
  const form = { fields: { answer: { type: "text", required: true } } };
  const every: Draft[] = [
    { signal: random.pick(SIGNALS), correlate: "k1" },
    { signal: random.pick(SIGNALS), as: "heard", next: to() },
    { task: { title: "Look", form, assignTo: { team: "support" } } },
    { task: { title: "${input.text}!", form, assignTo: { team: "support" } }, next: to() },
    { event: "order.paid", when: random.pick(["event.data.n > 1", "event.data.nope"]), lookback: "1h" },
    { event: "order.paid" },
    { after: random.pick(["10s", "${input.delay}"]) },
  ];
  const some = every.filter(() => random.chance(0.4));
  return some.length > 0 ? some : [random.pick(every)];
}

function randomValue(random: Random, ids: string[]): string {
  const id = random.pick(ids);
  return random.pick([
    "plain",
    "${input.n + 1}",
    "${input.?missing}",
    `\${steps.?${id}.?output}`,
    `\${steps.?${id}.?visits.orValue(0)}`,
    "${run.id} at ${now}",
    "${vars}",
    "${steps}",
    `\${steps.${id}.output.answer}`,
    "${item}",
  ]);
}

function randomCondition(random: Random): string {
  return random.pick([
    "input.n > 5",
    "vars.?count.orValue(0) < 3",
    "input.n % 2 == 0",
    "error != null",
    "vars.missing == 1",
  ]);
}
