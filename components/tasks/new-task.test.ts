import { describe, expect, it } from "vitest";
import { dueOf, type NewTaskValues, taskOf, teamAsked, whyNoTask, withForm } from "./new-task";

const values: NewTaskValues = {
  title: "Call Lena",
  details: "",
  form: "answer",
  to: "usual",
  priority: "normal",
  due: "usual",
  dueAt: "",
  timeZone: "Europe/Berlin",
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
      sla: { usual: true, completeWithin: "4h" },
    });
    const at = { ...values, to: "user u1", due: "at" as const, dueAt: "2026-03-02T11:30" };
    expect(taskOf(at, forms, now)).toMatchObject({
      assignTo: { user: "u1" },
      sla: { usual: true, completeWithin: "90m" },
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
    expect(whyNoTask({ ...values, due: "at", dueAt: "2026-03-02T09:00" }, now)).toBe("past");
  });
});

describe("a due time of one's own", () => {
  it("is spoken beside the SLA that counts anyway", () => {
    expect(dueOf(values, now)).toBeUndefined();
    expect(dueOf({ ...values, due: "1h" }, now)).toEqual({ usual: true, completeWithin: "1h" });
    expect(dueOf({ ...values, due: "at" }, now)).toBeUndefined();
  });

  it("is looked up for the team that the task goes to", () => {
    expect(teamAsked("usual", "t1")).toBe("t1");
    expect(teamAsked("team l2", "t1")).toBe("l2");
    expect(teamAsked("user u1", "t1")).toBeUndefined();
  });
});
