import { expect, test } from "vitest";
import type { SayTyped } from "@/components/ui/json-editor";
import { inputFields, inputOf, typedFrom } from "./input-fields";

const schema = {
  type: "object",
  required: ["id", "amount"],
  properties: {
    note: { type: "string", default: "none" },
    id: { type: "string", title: "Order" },
    amount: { type: "number" },
    count: { type: "integer" },
    express: { type: "boolean" },
    why: { type: "string", enum: ["late", "broken"] },
    more: { type: "object" },
  },
};
const say: SayTyped = (problem) => problem;
const fields = inputFields(schema) ?? [];

test("a schema gives its fields, what is required first", () => {
  expect(fields.map(({ name, type, required }) => [name, type, required])).toEqual([
    ["id", "text", true],
    ["amount", "number", true],
    ["note", "text", false],
    ["count", "integer", false],
    ["express", "boolean", false],
    ["why", "choice", false],
    ["more", "json", false],
  ]);
  expect(inputFields({ type: "object" })).toBeNull();
  expect(inputFields(undefined)).toBeNull();
});

test("what is typed becomes values of their types, and what is left empty is left out", () => {
  const typed = { ...typedFrom(fields, schema), id: "7", amount: "2.5", count: "3", more: '{"a":1}' };
  expect(inputOf(fields, typed, say)).toEqual({
    input: { id: "7", amount: 2.5, note: "none", count: 3, express: false, more: { a: 1 } },
  });
});

test("each field that is wrong says why, all at once", () => {
  const result = inputOf(fields, { id: " ", amount: "much", count: "1.5", more: "{" }, say);
  expect(result).toMatchObject({
    errors: {
      id: "required",
      amount: "number",
      count: "integer",
      more: expect.stringContaining("noJson"),
    },
  });
});

test("an input that is given is shown, to be changed", () => {
  expect(typedFrom(fields, schema, { id: "x", amount: 1, express: true, more: { a: 1 } })).toMatchObject({
    id: "x",
    amount: "1",
    express: true,
    more: '{\n  "a": 1\n}',
  });
});
