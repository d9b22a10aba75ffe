import { z } from "zod";
import type { AnyOperation } from "@/server/operations/operation";

export type JsonSchema = Record<string, unknown>;

/** The JSON Schema of what an operation takes or gives; what JSON Schema has no words for is left open. */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...shown } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return shown;
}

/** The object that an operation's input is, before anything is done with it; undefined when it is none. */
export function inputObject(operation: AnyOperation): z.ZodObject | undefined {
  let schema: unknown = operation.input;
  while (schema instanceof z.ZodPipe) schema = schema.in;
  return schema instanceof z.ZodObject ? schema : undefined;
}

/** The same object with only these fields; as strict or loose about others as before. */
export function withFields(object: z.ZodObject, keep: (name: string) => boolean): z.ZodObject {
  const shape = Object.fromEntries(Object.entries(object.shape).filter(([name]) => keep(name)));
  const { catchall } = object.def;
  return catchall ? z.object(shape).catchall(catchall as z.ZodType) : z.object(shape);
}
