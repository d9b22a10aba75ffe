import { describe, expect, it } from "vitest";
import { type NewTaskValues, taskOf, whyNoTask, withForm } from "./new-task";

const values: NewTaskValues = {
  title: "Call Lena",
  details: "",
  form: "answer",
  to: "usual",
  priority: "normal",
  due: "usual",
  dueAt: "",
};
const forms = { answer: { answer: { type: "textarea" as const } }, decision: {}, done: {} };
const refund = { id: "t1", title: "Refund an order", priority: "high" as const };
const now = Date.parse("2026-03-02T09:00:00Z");

describe("a task made by hand", () => {
  it("leaves to template, workspace and SLA what nobody chose", () => {
    expect(taskOf(values, forms, now)).toEqual({
      title: "Call Lena",
      priority: "normal",
      form: { fields: forms.answer },
    });
    expect(taskOf({ ...values, form: "t1", title: " Refund " }, forms, now)).toEqual({
      title: "Refund",
      priority: "normal",
      template: "t1",
    });
  });

  it("says for whom, by when, and what it is about", () => {
    const said = { ...values, details: "She waits.", to: "team a-b", due: "4h" as const };
    expect(taskOf(said, forms, now)).toMatchObject({
      description: "She waits.",
      assignTo: { team: "a-b" },
      sla: { completeWithin: "4h" },
    });
    const at = { ...values, to: "user u1", due: "at" as const, dueAt: "2026-03-02T10:30:00Z" };
    expect(taskOf(at, forms, now)).toMatchObject({
      assignTo: { user: "u1" },
      sla: { completeWithin: "90m" },
    });
  });

  it("takes title and urgency from a template, as long as nobody wrote a title of their own", () => {
    const blank = withForm({ ...values, title: "" }, "t1", [refund]);
    expect(blank).toMatchObject({ form: "t1", title: "Refund an order", priority: "high" });
    expect(withForm(blank, "answer", [refund])).toMatchObject({ title: "", priority: "normal" });
    expect(withForm(values, "t1", [refund])).toMatchObject({ title: "Call Lena", priority: "high" });
  });

  it("needs a title, and a time that is still to come", () => {
    expect(whyNoTask(values, now)).toBeNull();
    expect(whyNoTask({ ...values, title: " " }, now)).toBe("title");
    expect(whyNoTask({ ...values, due: "at" }, now)).toBe("dueAt");
    expect(whyNoTask({ ...values, due: "at", dueAt: "2026-03-02T08:00:00Z" }, now)).toBe("past");
  });
});
