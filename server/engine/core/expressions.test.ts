import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EvaluationError, holds, nowOf, resolve, type Scope, templateProblems } from "./expressions";
import type { Json } from "./json";
import { UNITS_PER_EVENT } from "./limits";

const input = {
  n: 3,
  f: 2.5,
  text: "hi",
  items: [1, 2, 3],
  people: [{ name: "Ann" }, { name: "Bo" }],
  nothing: null,
  big: Array.from({ length: 2_000 }, (_, index) => index),
  long: "x".repeat(200_000),
};

function scope(): Scope {
  return {
    input,
    steps: { ask: { visits: 1, output: { answer: "yes" } } },
    vars: { count: 2 },
    run: { id: "r1" },
    error: null,
    item: null,
    index: null,
    event: null,
    names: "",
    now: nowOf(1_767_225_600_123),
    units: UNITS_PER_EVENT,
  };
}

const value = (template: Json) => resolve(template, scope(), "steps.s.field");

describe("templates", () => {
  it.each<[string, Json]>([
    ["${input.n}", 3],
    ["${input.items}", [1, 2, 3]],
    ["${input.nothing}", null],
    ["n is ${input.n}", "n is 3"],
    ["${input.n}${input.f}", "32.5"],
    ["${input.nothing}|${input.?missing}|${input.items}", "||[1,2,3]"],
    ["costs $5 and $${literal}", "costs $5 and ${literal}"],
    ["${'a}b' + \"}\"}", "a}b}"],
    ["${{'a': 1}.a}", 1],
    ["${r'a\\n'}", "a\\n"],
    ["${now}", "2026-01-01T00:00:00.123Z"],
    ["${now + duration('90s')}", "2026-01-01T00:01:30.123Z"],
    ["${string(now) < '2027'}", true],
    ["${duration('90s')}", "90s"],
    ["${steps.ask.output.answer}", "yes"],
    ["${input.people.map(p, p.name).join(', ')}", "Ann, Bo"],
    ["${error == null}", true],
  ])("%s gives %j", (template, expected) => {
    expect(value(template)).toEqual(expected);
  });

  it.each<[string, Json]>([
    ["${input.n + 1}", 4],
    ["${1 + input.n}", 4],
    ["${(1 + input.n) * 2}", 8],
    ["${input.n / 2}", 1.5],
    ["${input.n % 2 == 1}", true],
    ["${input.n >= 1 && 1 <= input.n && input.n == 3}", true],
    ["${input.n in [1, 2, 3]}", true],
    ["${3 in input.items}", true],
    ["${input.items[input.n - 1]}", 3],
    ["${size(input.items) + 1}", 4],
    ["${size(input.items) + input.n}", 6],
    ["${input.items.map(x, x + 1)}", [2, 3, 4]],
    ["${vars.?count.orValue(0) + 1}", 3],
    ["${vars.?other.orValue(0) + 1}", 1],
    ["${[1, 2.5, 'a']}", [1, 2.5, "a"]],
    ["${-input.n}", -3],
  ])("numbers are numbers: %s gives %j", (template, expected) => {
    expect(value(template)).toEqual(expected);
  });

  it("leaves out what is absent", () => {
    const template = { a: "${input.?missing}", b: ["${input.?missing}", 1], c: { d: "${input.?n}" } };
    expect(value(template)).toEqual({ b: [1], c: { d: 3 } });
    expect(value("${input.?missing}")).toBeUndefined();
    expect(value("${input.?missing.orValue('10m')}")).toBe("10m");
    expect(value("${optional.none()}")).toBeUndefined();
  });

  it("shares what has no expressions instead of copying it", () => {
    const template = { a: [1, { b: "plain" }] };
    expect(value(template)).toBe(template);
    expect(value("${input.people}")).toBe(input.people);
  });

  it.each([
    ["${input.missing}", /No such key: missing in \$\{input.missing\}/],
    ["${steps.other.output}", /No such key: other/],
    ["${input.text + 1}", /no such overload/],
    ["${input.constructor}", /No such key/],
    ["${1 / 0}", /division by zero/],
    ["${input.n / 0}", /no JSON number/],
    ["${9007199254740993}", /too large/],
    ["${b'abc'}", /does not know/],
    ["${type(1)}", /does not know/],
  ])("%s is an error that names the expression and its place", (template, message) => {
    expect(() => value({ deep: [template] })).toThrow(EvaluationError);
    expect(() => value({ deep: [template] })).toThrow(message);
    expect(() => value({ deep: [template] })).toThrow(/^steps\.s\.field\.deep\.0: /);
  });

  it.each([
    "${input.big.all(a, input.big.all(b, input.big.all(c, a + b + c >= 0)))}",
    "${input.big.map(a, input.big.map(b, a * b)).size()}",
    "${input.big.exists(a, input.big == input.big.map(x, x + 1))}",
    "${input.big.exists(a, size(input.long) < 0) || input.big.exists(a, size(input.long) < 0)}",
    "${cel.bind(a, input.big + input.big, cel.bind(b, a + a, cel.bind(c, b + b, cel.bind(d, c + c, d + d)))).map(x, input.big + [x]).size()}",
    "${input.big.exists(a, now.getHours('Europe/Berlin') < 0)}",
  ])("%s is refused before it takes long", (template) => {
    expect(() => value(template)).toThrow(/more work than is allowed/);
  });

  it("takes a normal loop over a large list", () => {
    expect(value("${input.big.filter(x, x % 2 == 0).size()}")).toBe(1_000);
  });

  it("refuses a text that grows past a value's limit", () => {
    expect(() => value("${input.long}${input.long}")).toThrow(/too large/);
  });

  it("gives any JSON back as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const result = resolve("${input}", { ...scope(), input: json as Json }, "x");
        expect(result).toBe(json);
      }),
    );
  });

  it("reads any text without falling over", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("$", "{", "}", '"', "'", "a", "\\", " ", "r", "1", "+") }),
        (text) => {
          try {
            value(text);
          } catch (error) {
            expect(error).toBeInstanceOf(EvaluationError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("conditions", () => {
  it("are CEL, with or without the braces of a template", () => {
    expect(holds("input.n >= 3", scope(), "x")).toBe(true);
    expect(holds("${input.n < 3}", scope(), "x")).toBe(false);
    expect(() => holds("input.n", scope(), "x")).toThrow(/not true or false/);
  });
});

describe("templateProblems", () => {
  it.each([
    ["${1 +}", /Unexpected token.*position 5/],
    ["ok ${input.n} ${", /position 14 is never closed/],
    ["${outcome.n}", /Unknown variable: outcome \(position 2\)/],
    ["${'a' + 1}", /no such overload/],
    ["${steps.asks.output}", /no step "asks" \(position 8\)/],
    ["${has(steps.asks.output)}", /no step "asks"/],
    ["${'a'.matches('(a+)+')}", /unbounded time/],
  ])("finds what is wrong in %s", (template, message) => {
    const problems = templateProblems({ a: [template] }, "steps.s", {
      step: (id) => id === "ask",
      names: "",
    });
    expect(problems).toEqual([{ path: "steps.s.a.0", message: expect.stringMatching(message) }]);
  });
});
