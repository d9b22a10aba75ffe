import { describe, expect, it } from "vitest";
import { checkDefinition, definitionJsonSchema } from "./definition";

const done = { kind: "end" };
const problemsOf = (definition: unknown) => {
  const checked = checkDefinition(definition);
  return checked.ok ? [] : checked.problems.map(({ path, message }) => `${path}: ${message}`);
};
const ofSteps = (steps: Record<string, object>) =>
  problemsOf({ title: "Test", start: Object.keys(steps)[0], steps: { ...steps, done } });

describe("checkDefinition", () => {
  it("accepts a whole definition and gives it back as it was written", () => {
    const definition = {
      title: "Support escalation",
      input: { type: "object", required: ["question"], properties: { question: { type: "string" } } },
      start: "confident",
      steps: {
        confident: {
          kind: "decide",
          rules: [{ when: "input.confidence >= 0.8", next: "answered" }],
          otherwise: "ask",
        },
        ask: {
          kind: "task",
          title: "A customer needs a person",
          context: { question: "${input.question}" },
          conversationId: "${input.?conversationId}",
          form: {
            fields: {
              answer: { type: "textarea", required: true },
              shouldFollowUp: { type: "boolean", default: false },
              topic: { type: "select", options: "${input.?topics.orValue(['other'])}" },
            },
          },
          assignTo: { team: "support-l1" },
          sla: {
            claimWithin: "${input.?sla.?claimWithin.orValue('10m')}",
            escalate: [{ on: "claimWithin", assignTo: { team: "support-l2" } }],
            expireAfter: "24h",
          },
          next: "reply",
          onExpire: "unanswered",
        },
        reply: { kind: "message", role: "human", content: "${steps.ask.output.answer}", next: "done" },
        done: { kind: "end", output: { escalated: true, answer: "${steps.ask.output.answer}" } },
        answered: { kind: "end", output: { escalated: false } },
        unanswered: { kind: "fail", error: "Nobody answered within a day" },
      },
    };
    const checked = checkDefinition(definition);
    expect(checked).toEqual({ ok: true, definition, warnings: [] });
    expect(checked.ok && checked.definition).toBe(definition);
  });

  it("lists every problem at once, each with its path", () => {
    const problems = problemsOf({
      title: "",
      extra: 1,
      start: "nowhere",
      steps: {
        a: { kind: "tusk", next: "b", text: "${1 +}" },
        b: { kind: "http", method: "FETCH", url: "ftp://x", next: "c", timeout: "1 parsec" },
        c: {
          kind: "set",
          values: {},
          next: "missing",
          retry: { attempts: 0, delay: "soon" },
          onError: "missing",
        },
      },
    });
    expect(problems).toEqual([
      expect.stringMatching(/^title: /),
      expect.stringMatching(/^extra: /),
      expect.stringMatching(/^steps\.a\.kind: "tusk" is none of task, /),
      expect.stringMatching(/^steps\.b\.method: /),
      expect.stringMatching(/^steps\.b\.url: /),
      expect.stringMatching(/^steps\.b\.timeout: "1 parsec" is no duration/),
      expect.stringMatching(/^steps\.c\.retry\.attempts: /),
      expect.stringMatching(/^steps\.c\.retry\.delay: "soon" is no duration/),
      expect.stringMatching(/^steps\.c\.next: There is no step "missing"/),
      expect.stringMatching(/^steps\.c\.onError: There is no step "missing"/),
      expect.stringMatching(/^start: There is no step "nowhere"/),
      expect.stringMatching(/^steps\.a\.text: .*position 5/),
    ]);
  });

  it.each<[string, Record<string, object>, RegExp]>([
    [
      "a condition that names nothing",
      { a: { kind: "decide", rules: [{ when: "inputs.n > 1", next: "done" }] } },
      /steps\.a\.rules\.0\.when: Unknown variable: inputs \(position 0\)/,
    ],
    [
      "a condition in pieces",
      { a: { kind: "decide", rules: [{ when: "${input.a} && ${input.b}", next: "done" }] } },
      /steps\.a\.rules\.0\.when: A condition is one expression/,
    ],
    [
      "a delay with both",
      { a: { kind: "delay", for: "1m", until: 5, next: "done" } },
      /steps\.a\.for: A delay has either/,
    ],
    [
      "a moment without a zone",
      { a: { kind: "delay", until: "2026-01-01T10:00", next: "done" } },
      /steps\.a\.until: .*zone/,
    ],
    [
      "a way that never ends",
      {
        a: { kind: "decide", rules: [{ when: "true", next: "done" }], otherwise: "b" },
        b: { kind: "set", values: {}, next: "b" },
      },
      /steps\.b: From step "b" the run can never end/,
    ],
    [
      "an unknown key",
      { a: { kind: "set", values: {}, next: "done", nxt: "done" } },
      /steps\.a\.nxt: There is no such key/,
    ],
    [
      "a wrong id",
      { "1a": { kind: "set", values: {}, next: "done" } },
      /steps\.1a: A step's id starts with a letter/,
    ],
  ])("finds %s", (_what, steps, message) => {
    expect(ofSteps(steps)).toContainEqual(expect.stringMatching(message));
  });

  it("holds forms, assignments and SLAs to their own rules where they have no templates", () => {
    const task = {
      kind: "task",
      title: "Ask",
      form: { fields: { pick: { type: "select" }, zip: { type: "zip" } } },
      assignTo: { team: 5 },
      sla: { claimWithin: "10q", escalate: [{ on: "lunch", assignTo: { team: "l2" }, after: "later" }] },
      next: "done",
    };
    expect(ofSteps({ task }).map((problem) => problem.split(":")[0])).toEqual(
      expect.arrayContaining([
        "steps.task.form.fields.pick.options",
        "steps.task.form.fields.zip.type",
        "steps.task.assignTo.team",
        "steps.task.sla.escalate.0.on",
      ]),
    );
    const sla = {
      claimWithin: "10q",
      expireAfter: "1h",
      escalate: [{ on: "claimWithin", assignTo: { team: "l2" }, after: "later" }],
    };
    const form = { fields: { answer: { type: "text" } } };
    expect(ofSteps({ task: { ...task, form, assignTo: { team: "l1" }, sla } })).toEqual([
      expect.stringMatching(/^steps\.task\.sla\.claimWithin: "10q" is no duration/),
      expect.stringMatching(/^steps\.task\.sla\.escalate\.0\.after: "later" is no duration/),
    ]);
  });

  it("checks the plain parts of what has templates elsewhere", () => {
    const task = {
      kind: "task",
      title: "Ask",
      form: { fields: { a: { type: "zip", label: "${input.label}" } } },
      assignTo: { team: "${input.team}" },
      sla: { claimWithin: "10q", completeWithin: "${input.limit}" },
      next: "done",
    };
    expect(ofSteps({ task })).toEqual([
      expect.stringMatching(/^steps\.task\.form\.fields\.a\.type: Invalid option: expected one of "text"/),
      expect.stringMatching(/^steps\.task\.sla\.claimWithin: "10q" is no duration/),
    ]);
  });

  it("warns of steps that no way leads to, and of settings without effect", () => {
    const checked = checkDefinition({
      title: "Test",
      start: "wait",
      steps: {
        wait: { kind: "wait", signal: "go", onTimeout: "done", next: "done" },
        alone: { kind: "set", values: {}, next: "done" },
        done,
      },
    });
    expect(checked.ok).toBe(true);
    expect(checked.warnings.map(({ path }) => path)).toEqual(["steps.wait.onTimeout", "steps.alone"]);
  });

  it("refuses what is too large or no definition at all", () => {
    const step = { kind: "set", values: {}, next: "done" };
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`s${index}`, step]));
    expect(ofSteps(many)).toContainEqual(expect.stringMatching(/at most 200 steps/));
    expect(ofSteps({ a: { ...step, values: { x: "x".repeat(300_000) } } })).toEqual([
      expect.stringMatching(/256 KiB/),
    ]);
    let deep: unknown = 1;
    for (let depth = 0; depth < 10_000; depth++) deep = [deep];
    expect(problemsOf({ deep })).toEqual([expect.stringMatching(/nested/)]);
    for (const nonsense of [null, 1, "x", [], {}, { steps: [] }, { steps: { a: null } }, undefined]) {
      expect(problemsOf(nonsense).length).toBeGreaterThan(0);
    }
  });

  it("takes ids that JavaScript knows otherwise", () => {
    expect(
      ofSteps({ constructor: { kind: "set", values: {}, next: "toString" }, toString: { kind: "end" } }),
    ).toEqual([]);
    expect(ofSteps({ a: { kind: "set", values: {}, next: "valueOf" } })).toEqual([
      expect.stringMatching(/no step "valueOf"/),
    ]);
    expect(ofSteps({ a: { kind: "constructor", next: "done" } })).toContainEqual(
      expect.stringMatching(/steps\.a\.kind/),
    );
  });
});

describe("definitionJsonSchema", () => {
  it("describes every kind", () => {
    const schema = JSON.stringify(definitionJsonSchema());
    for (const kind of ["task", "message", "http", "wait", "delay", "decide", "set", "fail", "end"]) {
      expect(schema).toContain(`"const":"${kind}"`);
    }
    for (const key of ["multiselect", "escalate", "expireAfter", "urgent"])
      expect(schema).toContain(`"${key}"`);
  });
});

describe("durations of a task's SLA", () => {
  const sla = (written: object) => {
    const ask = { kind: "task", title: "Q", form: { fields: {} }, assignTo: { team: "a" }, sla: written };
    const steps = { ask: { ...ask, next: "done" }, done: { kind: "end" } };
    const checked = checkDefinition({ title: "T", start: "ask", steps });
    return checked.ok ? [] : checked.problems.map(({ path }) => path);
  };

  it("are refused where they are written out and are none, wherever they stand", () => {
    expect(sla({ claimWithin: "soon" })).toEqual(["steps.ask.sla.claimWithin"]);
    const escalate = [{ on: "claimWithin", after: "a while", assignTo: { team: "b" } }];
    expect(sla({ claimWithin: "10m", escalate })).toEqual(["steps.ask.sla.escalate.0.after"]);
  });

  it("are told wrong beside others that are expressions", () => {
    expect(sla({ claimWithin: "${input.time}", completeWithin: "soon" })).toEqual([
      "steps.ask.sla.completeWithin",
    ]);
    expect(sla({ claimWithin: "${input.time}" })).toEqual([]);
  });
});
