/** Arithmetic for people and assistants: the expression language with numbers alone, and some functions of them. */
import { Environment } from "@marcbachmann/cel-js";

const LIMITS = { maxAstNodes: 200, maxDepth: 32, maxListElements: 50, maxMapEntries: 0, maxCallArguments: 4 };

const FUNCTIONS: Record<string, (...numbers: number[]) => number> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  sqrt: Math.sqrt,
};
const OF_TWO: Record<string, (one: number, other: number) => number> = {
  max: Math.max,
  min: Math.min,
  pow: (base, exponent) => base ** exponent,
};

const environment = new Environment({ unlistedVariablesAreDyn: true, limits: LIMITS });
for (const [name, compute] of Object.entries(FUNCTIONS))
  environment.registerFunction(`${name}(double): double`, compute);
for (const [name, compute] of Object.entries(OF_TWO))
  environment.registerFunction(`${name}(double, double): double`, compute);
environment.registerOperator("double % double: double", (left: number, right: number) => left % right);

/** Only numbers, names, operators and parentheses: nothing that could take long. */
const ALLOWED = /^[\d\s.eE+\-*/%(),a-zA-Z_]{1,1000}$/;

/**
 * The value of an arithmetic expression, such as `(price + 5) * 1.19`.
 * @param values what the names in it stand for
 * @throws Error in words when it is none, or has no finite value
 */
export function calculate(expression: string, values: { readonly [name: string]: number }): number {
  if (!ALLOWED.test(expression))
    throw new Error("It may have numbers, names, + - * / % and parentheses only");
  // Whole numbers would be divided as such: 7 / 2 is 3.5 here.
  const decimal = expression.replace(/(?<![\w.])(\d+)(?![\w.])/g, "$1.0");
  const value: unknown = environment.evaluate(decimal, { ...values });
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Error("It has no finite value");
  return value;
}
