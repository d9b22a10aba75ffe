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

function draftDefinition(random: Random): Draft {
  const count = 2 + random.int(9);
  const ids = Array.from({ length: count }, (_, index) => `s${index}`);
  const all = [...ids, "done", "broken"];
  const steps: Record<string, Draft> = {
    done: { kind: "end", output: random.chance(0.2) ? "${steps.s0.output}" : { vars: "${vars}" } },
    broken: { kind: "fail", error: "Broken at ${error.?code.orValue('none')}", code: "broken" },
  };
  for (const [index, id] of ids.entries()) {
    // Mostly forward, sometimes back: loops are as common as in real definitions, and most runs still get somewhere.
    const to = () => (random.chance(0.75) ? random.pick(all.slice(index + 1)) : random.pick(all));
    steps[id] = { ...randomStep(random, to, ids), ...randomCommon(random, to) };
  }
  return { title: "Simulated", start: random.pick(ids), steps };
}

function randomCommon(random: Random, to: () => string): Draft {
  const common: Draft = { maxVisits: 1 + random.int(6) };
  if (random.chance(0.4)) common.onError = to();
  if (random.chance(0.5)) {
    common.retry = {
      attempts: 1 + random.int(4),
      backoff: random.pick(["fixed", "exponential"]),
      delay: random.pick(["1s", "10s", "PT1M", "${input.delay}", "${vars.missing}"]),
      maxDelay: "2m",
      jitter: random.chance(0.5),
    };
  }
  return common;
}

function randomStep(random: Random, to: () => string, ids: string[]): Draft {
  const value = () => randomValue(random, ids);
  switch (random.int(9)) {
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
    default:
      return {
        kind: "set",
        values: { count: "${vars.?count.orValue(0) + 1}", [random.pick(["a", "b"])]: value() },
        next: to(),
      };
  }
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
