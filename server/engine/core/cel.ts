/**
 * The expression language: CEL, narrowed to what a run may safely compute.
 *
 * - JSON has one kind of number, CEL has three. Values come in as doubles, literals are ints; the mixed operators that
 *   CEL lacks are added here, so that `input.n + 1` means what it says.
 * - CEL always ends, but nested macros over large lists could keep a transaction open for hours. Every node that is
 *   evaluated and every large operand costs units from a fixed allowance. A budget in time would make replay differ
 *   from the first run; one in units can't.
 * - Functions whose cost or result the host decides (backtracking patterns, local calendars) are refused.
 */
import { Environment, Optional, type ParseResult } from "@marcbachmann/cel-js";

/** What an expression can see. `item` and `index` are an `each`'s, `event` is what a wait's filter looks at. */
export const SCOPE_NAMES = [
  "input",
  "steps",
  "vars",
  "run",
  "error",
  "now",
  "item",
  "index",
  "event",
] as const;

const REFUSED: Record<string, string> = {
  matches: "matches() is not available: a pattern could take unbounded time",
  getDayOfYear: "getDayOfYear() is not available: its result depends on the host's time zone",
};

/** The units one expression may spend. About a tenth of a second at worst, a few microseconds as a rule. */
export const EXPRESSION_UNITS = 1_000_000;

/** Reading a clock in a named time zone is the one cheap-looking call that is slow. */
const TIME_ZONE_UNITS = 1_000;

interface CelNode {
  readonly op: string;
  readonly args: unknown;
  readonly meta?: { readonly alternate?: CelNode };
  evaluate(evaluator: unknown, node: CelNode, context: unknown): unknown;
}

interface Evaluator {
  run(node: CelNode, context: unknown): unknown;
}

/** An expression that could not be read: `at` is the position in its source. */
export class ExpressionSyntaxError extends Error {
  override readonly name = "ExpressionSyntaxError";
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** An expression that asks for more work than it is allowed. */
export class ExpressionTooCostly extends Error {
  override readonly name = "ExpressionTooCostly";
}

/** A compiled expression, ready to be run any number of times. */
export interface Compiled {
  readonly source: string;
  readonly run: ParseResult;
  /** The ids of steps that it reads as `steps.<id>`, with where they stand. */
  readonly stepIds: readonly { id: string; at: number }[];
}

/** How a node's value is charged: by its length, by all that is inside it, or at the price of a time zone. */
type Operand = "flat" | "deep" | "zone";

const TOO_COSTLY = new ExpressionTooCostly("The expression needs more work than is allowed: simplify it");
let allowance = EXPRESSION_UNITS;
let weighed: ReadonlyMap<CelNode, Operand> = new Map();
const weights = new WeakMap<ParseResult, ReadonlyMap<CelNode, Operand>>();

function spend(units: number) {
  allowance -= units;
  if (allowance < 0) throw TOO_COSTLY;
}

function registerMixedArithmetic(environment: Environment, capture: (evaluator: Evaluator) => void) {
  const operators: Record<string, (left: number, right: number) => number> = {
    "+": (left, right) => left + right,
    "-": (left, right) => left - right,
    "*": (left, right) => left * right,
    "/": (left, right) => left / right,
    "%": (left, right) => left % right,
  };
  for (const [operator, apply] of Object.entries(operators)) {
    const handler = (left: unknown, right: unknown, _node?: unknown, evaluator?: Evaluator) => {
      if (evaluator) capture(evaluator);
      return apply(Number(left), Number(right));
    };
    environment.registerOperator(`int ${operator} double: double`, handler);
    environment.registerOperator(`double ${operator} int: double`, handler);
  }
  environment.registerOperator("double % double: double", (left: number, right: number) => left % right);
}

/**
 * Puts the meter into the evaluator, through which every node below an expression's root is run. The library has no
 * hook for it; an operator's handler is handed the evaluator, so one evaluation is enough to get hold of it.
 */
function installMeter(environment: Environment) {
  let evaluator: Evaluator | undefined;
  registerMixedArithmetic(environment, (found) => {
    evaluator ??= found;
  });
  environment.evaluate("1 + 1.0");
  if (!evaluator) throw new Error("The expression library no longer hands its evaluator to operators");
  evaluator.run = (node, context) => {
    spend(1);
    const value = node.evaluate(evaluator, node, context);
    const how = weighed.get(node);
    if (how === "zone") spend(TIME_ZONE_UNITS);
    else if (how && (typeof value === "string" || typeof value === "object"))
      spend(weight(value, how === "deep"));
    return value;
  };
}

/** What handling a value costs: text by length, lists by elements; for comparisons, everything inside. */
function weight(value: unknown, deep: boolean): number {
  if (typeof value === "string") return value.length >> 4;
  if (typeof value !== "object" || value === null) return deep ? 1 : 0;
  const items: unknown[] = Array.isArray(value) ? value : Object.values(value);
  if (!deep) return items.length >> 4;
  let units = items.length;
  for (const item of items) {
    if (units > allowance) break;
    units += weight(item, true);
  }
  return units;
}

/** One environment for each set of names that definitions give to items, besides the names that are always there. */
const environments = new Map<string, Environment>();
const MAX_ENVIRONMENTS = 500;

/** @param names of items, with a comma between them; empty as a rule */
function environmentOf(names: string): Environment {
  const known = environments.get(names);
  if (known) return known;
  const environment = new Environment({
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
    limits: { maxAstNodes: 500, maxDepth: 32, maxListElements: 200, maxMapEntries: 200, maxCallArguments: 8 },
  });
  for (const name of SCOPE_NAMES) {
    environment.registerVariable(name, name === "now" ? "google.protobuf.Timestamp" : "dyn");
  }
  for (const name of names === "" ? [] : names.split(",")) environment.registerVariable(name, "dyn");
  environment.registerFunction(
    "string(google.protobuf.Timestamp): string",
    (time: { toISOString(): string }) => time.toISOString(),
  );
  environment.registerFunction("string(google.protobuf.Duration): string", (span: object) => `${span}`);
  installMeter(environment);
  if (environments.size >= MAX_ENVIRONMENTS) environments.delete(environments.keys().next().value ?? "");
  environments.set(names, environment);
  return environment;
}

const readTimestamp = environmentOf("").parse("timestamp(input)");

/** A CEL timestamp, made by the library: the core itself has no `Date`. */
export function celTimestamp(iso: string): unknown {
  allowance = EXPRESSION_UNITS;
  return readTimestamp({ input: iso });
}

/**
 * @param names that items have here besides `item`, with a comma between them
 * @throws ExpressionSyntaxError for what can't be parsed, names nothing, or can never be well typed.
 */
export function compile(source: string, names = ""): Compiled {
  let run: ParseResult;
  try {
    run = environmentOf(names).parse(source);
  } catch (error) {
    throw asSyntaxError(error);
  }
  const operands = new Map<CelNode, Operand>();
  const stepIds: { id: string; at: number }[] = [];
  // The library's type leaves out the nodes that macros expand to, which the meter has to see as well.
  inspect(run.ast as unknown as CelNode, operands, stepIds, new Set());
  const { error } = run.check();
  if (error) throw asSyntaxError(error);
  weights.set(run, operands);
  return { source, run, stepIds };
}

function asSyntaxError(error: unknown): ExpressionSyntaxError {
  if (error instanceof ExpressionSyntaxError) return error;
  const { summary, message, range } = error as {
    summary?: string;
    message: string;
    range?: { start: number };
  };
  return new ExpressionSyntaxError(summary ?? message, range?.start ?? 0);
}

function inspect(
  value: unknown,
  operands: Map<CelNode, Operand>,
  stepIds: { id: string; at: number }[],
  seen: Set<unknown>,
) {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (Array.isArray(value)) {
    for (const item of value) inspect(item, operands, stepIds, seen);
    return;
  }
  if (!("op" in value)) {
    for (const item of Object.values(value)) inspect(item, operands, stepIds, seen);
    return;
  }
  const node = value as CelNode & { start: number; end: number };
  noteOperands(node, operands);
  noteStepId(node, stepIds);
  inspect(node.meta?.alternate, operands, stepIds, seen);
  inspect(node.args, operands, stepIds, seen);
}

function noteOperands(node: CelNode & { start: number }, operands: Map<CelNode, Operand>) {
  const args: unknown[] = Array.isArray(node.args) ? node.args : [];
  if (node.op === "call" || node.op === "rcall") {
    const reason = REFUSED[`${args[0]}`];
    if (reason && Object.hasOwn(REFUSED, `${args[0]}`)) throw new ExpressionSyntaxError(reason, node.start);
    for (const operand of args.slice(1).flat()) operands.set(operand as CelNode, "flat");
    if (node.op === "rcall" && `${args[0]}`.startsWith("get") && isFilled(args[2]))
      operands.set(node, "zone");
  } else if (["==", "!=", "in"].includes(node.op)) {
    for (const operand of args) operands.set(operand as CelNode, "deep");
  } else if (node.op === "+") {
    for (const operand of args) operands.set(operand as CelNode, "flat");
  }
}

function isFilled(args: unknown): boolean {
  return Array.isArray(args) && args.length > 0;
}

function noteStepId(node: CelNode & { end: number }, stepIds: { id: string; at: number }[]) {
  if ((node.op !== "." && node.op !== ".?") || !Array.isArray(node.args)) return;
  const [owner, id] = node.args as [CelNode, string];
  if (owner.op === "id" && owner.args === "steps") stepIds.push({ id, at: node.end - id.length });
}

/**
 * Runs a compiled expression. Answers its raw value (BigInt, timestamp, Optional, …) and the units it took.
 * @throws whatever the library throws, and ExpressionTooCostly past `units`.
 */
export function run(compiled: Compiled, scope: object, units: number): { value: unknown; spent: number } {
  allowance = units;
  weighed = weights.get(compiled.run) ?? new Map();
  const value: unknown = compiled.run(scope);
  return { value, spent: units - allowance };
}

/** Marks a value that is absent: an optional field that isn't there. */
export function unwrapOptional(value: unknown): unknown {
  return value instanceof Optional ? (value.hasValue() ? value.value() : undefined) : value;
}
