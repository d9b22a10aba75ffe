import { expect, it } from "vitest";
import { draftOf, formOf } from "./template-form";

it("names new fields by their questions, each its own way", () => {
  const field = { key: "", type: "text" as const, required: true, options: "" };
  const { fields } = formOf([
    { ...field, label: "Wie heißt der Kunde?" },
    { ...field, label: "Wie heißt der Kunde?" },
    { ...field, label: "42" },
  ]);
  expect(Object.keys(fields)).toEqual(["wieHeiTDerKunde", "wieHeiTDerKunde2", "field42"]);
});

it("keeps what it does not show of a field, and its name, unless its kind changes", () => {
  const before = {
    fields: {
      answer: { type: "text" as const, label: "Answer", help: "Be kind", max: 200 },
      choice: { type: "select" as const, options: ["Yes", "No"] },
    },
  };
  const [answer, choice] = draftOf(before);
  if (!answer || !choice) throw new Error("both fields are there");
  expect(choice).toMatchObject({ label: "choice", options: "Yes\nNo" });
  const after = formOf(
    [
      { ...answer, label: "Reply" },
      { ...choice, options: "Yes\n\nNo\nYes " },
    ],
    before,
  );
  expect(after.fields).toEqual({
    answer: { type: "text", label: "Reply", help: "Be kind", max: 200, required: false },
    choice: { type: "select", label: "choice", options: ["Yes", "No"], required: false },
  });
  expect(formOf([{ ...answer, type: "number" }], before).fields.answer).toEqual({
    type: "number",
    label: "Answer",
    required: false,
  });
});
