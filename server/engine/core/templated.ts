/**
 * Schemas of values that may be written as templates. The task's own schemas (form, assignment, SLA) say what a value
 * must be; in a definition any leaf of it may be `${…}` instead, to be checked once it is resolved.
 */
import { z } from "zod";
import { hasExpression } from "./expressions";
import { plainIssues } from "./issues";

const TemplateText = z.string().max(10_000).includes("${", { abort: true });

/** What stands for a schema in the published JSON Schema: its shape, with templates. */
const shapes = new WeakMap<object, z.ZodType>();

/**
 * The schema with every leaf replaceable by a template. A value without any is held to the schema itself, with all its
 * rules across fields; one with templates only to its shape.
 * @param rules what holds either way
 */
export function templated(
  schema: z.ZodType,
  rules?: (value: unknown, context: z.RefinementCtx) => void,
): z.ZodType {
  const loose = loosen(schema);
  const either = z.unknown().superRefine((value, context) => {
    const { error } = (hasExpression(value) ? loose : schema).safeParse(value);
    for (const { path, message } of plainIssues(error?.issues ?? [])) {
      context.addIssue({ code: "custom", path, message });
    }
    rules?.(value, context);
  });
  shapes.set(either, loose);
  return either;
}

/** The JSON Schema of a templated value, for what publishes schemas. */
export function publishedShape(schema: object): object | undefined {
  const shape = shapes.get(schema);
  if (!shape) return undefined;
  const { $schema: _outer, ...published } = z.toJSONSchema(shape, { io: "input" });
  return published;
}

function loosen(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return loosen(asType(schema.unwrap())).optional();
  if (schema instanceof z.ZodObject) {
    return z.strictObject(
      Object.fromEntries(Object.entries(schema.shape).map(([key, of]) => [key, loosen(asType(of))])),
    );
  }
  if (schema instanceof z.ZodRecord)
    return z.record(schema.keyType as z.ZodString, loosen(asType(schema.valueType)));
  if (schema instanceof z.ZodArray) return z.union([z.array(loosen(asType(schema.element))), TemplateText]);
  if (schema instanceof z.ZodUnion)
    return z.union([...schema.options.map((of) => loosen(asType(of))), TemplateText]);
  return z.union([schema, TemplateText]);
}

/** Zod types what is inside a schema by its core alone; every schema here comes from the same full zod. */
function asType(schema: z.core.$ZodType): z.ZodType {
  return schema as z.ZodType;
}
