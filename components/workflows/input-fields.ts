import { parseJson, type SayTyped } from "@/components/ui/json-editor";

/** A form made from the JSON Schema of a workflow's input. */
export interface InputField {
  name: string;
  type: "text" | "number" | "integer" | "boolean" | "choice" | "json";
  label: string;
  help: string | undefined;
  required: boolean;
  options: string[];
}

/** What is typed into the fields. */
export type Typed = Record<string, string | boolean>;

type Json = Record<string, unknown>;

/** The fields of a schema, or null when it names none: then the input is written as JSON. */
export function inputFields(schema: unknown): InputField[] | null {
  const { properties, required } = record(schema);
  const names = Object.keys(record(properties));
  if (names.length === 0) return null;
  const must = Array.isArray(required) ? required : [];
  const fields = names.map((name) => fieldOf(name, record(record(properties)[name]), must.includes(name)));
  return [...fields.filter((field) => field.required), ...fields.filter((field) => !field.required)];
}

function fieldOf(name: string, schema: Json, required: boolean): InputField {
  const { title, description, type } = schema;
  const choices = Array.isArray(schema.enum) ? schema.enum : [];
  const isChoice = choices.length > 0 && choices.every((choice) => typeof choice === "string");
  const plain = { string: "text", number: "number", integer: "integer", boolean: "boolean" } as const;
  const known = typeof type === "string" && type in plain ? plain[type as keyof typeof plain] : "json";
  return {
    name,
    type: isChoice ? "choice" : known,
    label: typeof title === "string" ? title : name,
    help: typeof description === "string" ? description : undefined,
    required,
    options: isChoice ? (choices as string[]) : [],
  };
}

/** What the fields show first: a value that is given, or else the schema's default. */
export function typedFrom(fields: InputField[], schema: unknown, given: Json = {}): Typed {
  return Object.fromEntries(
    fields.map(({ name, type }) => {
      const value = given[name] ?? record(record(record(schema).properties)[name]).default;
      if (type === "boolean") return [name, value === true];
      if (value === undefined) return [name, ""];
      return [name, type === "json" ? JSON.stringify(value, null, 2) : String(value)];
    }),
  );
}

/** The input that was typed, or what is wrong with which field. Fields left empty are left out. */
export function inputOf(
  fields: InputField[],
  typed: Typed,
  say: SayTyped,
): { input: Json } | { errors: Record<string, string> } {
  const input: Json = {};
  const errors: Record<string, string> = {};
  for (const { name, type, required } of fields) {
    const value = typed[name] ?? "";
    if (typeof value === "boolean") input[name] = value;
    else if (value.trim() === "") {
      if (required) errors[name] = say("required");
    } else if (type === "number" || type === "integer") {
      const number = Number(value);
      const fits = Number.isFinite(number) && (type === "number" || Number.isInteger(number));
      if (fits) input[name] = number;
      else errors[name] = say(type);
    } else if (type === "json") {
      const parsed = parseJson(value, say);
      if ("problem" in parsed) errors[name] = parsed.problem;
      else input[name] = parsed.value;
    } else input[name] = value;
  }
  return Object.keys(errors).length > 0 ? { errors } : { input };
}

function record(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}
