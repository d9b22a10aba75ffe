import { z } from "zod";

export type JsonSchema = Record<string, unknown>;

/**
 * The JSON Schema of what an operation takes or gives. A value that is read from text first (a list written with
 * commas) is shown as what it is read to.
 */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...shown } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const read = io === "input" ? readFromText(zodSchema) : undefined;
      if (read) Object.assign(jsonSchema, jsonSchemaOf(read, io));
    },
  });
  return shown;
}

/** The schema behind a `z.preprocess`, if this is one. */
export function readFromText(schema: z.core.$ZodType): z.ZodType | undefined {
  const { def } = schema._zod;
  if (def.type !== "pipe") return undefined;
  const pipe = def as z.core.$ZodPipeDef;
  return pipe.in._zod.def.type === "transform" ? (pipe.out as z.ZodType) : undefined;
}
