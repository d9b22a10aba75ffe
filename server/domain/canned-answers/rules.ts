/** Filling in the variables of a canned answer. Pure, and shared with pages. */

/** `{{customer.name}}`: what is in there begins with one of the roots. */
export const VARIABLE = /\{\{\s*([\w.-]*)\s*\}\}/g;

/** What variables are about: the customer, who answers, the task, and what the task's context says. */
export const VARIABLE_ROOTS = ["customer", "agent", "task", "context"] as const;

export type Values = Record<(typeof VARIABLE_ROOTS)[number], Record<string, unknown>>;

/** Who the customer is: as the conversation knows them, or else as the task's context names them. */
export function customerOf(participant: object | undefined, named: unknown): Record<string, unknown> {
  const context = typeof named === "string" ? { name: named } : isObject(named) ? named : {};
  const known = Object.entries(participant ?? {}).filter(([, value]) => value != null && value !== "");
  return { ...context, ...Object.fromEntries(known) };
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text with its variables filled in; those that have no value stay as they are, and are named. */
export function fillIn(body: string, values: Values): { text: string; missing: string[] } {
  const missing: string[] = [];
  const text = body.replace(VARIABLE, (whole, name: string) => {
    const [root = "", ...path] = name.split(".");
    const value = path.reduce<unknown>(
      step,
      Object.hasOwn(values, root) ? values[root as keyof Values] : undefined,
    );
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    missing.push(name);
    return whole;
  });
  return { text, missing };
}

/** A variable in a text that nobody has filled in: what it is called, and where it stands. */
export interface Gap {
  name: string;
  start: number;
  end: number;
}

/** What a text still holds of variables, in the order of the text. */
export function gapsIn(text: string): Gap[] {
  return Array.from(text.matchAll(VARIABLE), ({ 0: whole, 1: name, index }) => ({
    name: name || whole,
    start: index,
    end: index + whole.length,
  }));
}

/** The names of the variables that any of the answers still holds, each once. */
export function gapsAmong(answers: readonly unknown[]): string[] {
  const names = answers
    .flatMap((one) => (typeof one === "string" ? gapsIn(one) : []))
    .map(({ name }) => name);
  return [...new Set(names)];
}

function step(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}
