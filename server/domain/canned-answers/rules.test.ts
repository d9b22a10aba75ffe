import { expect, test } from "vitest";
import { customerOf, fillIn, gapsAmong, gapsIn } from "./rules";
import { AnswerBody } from "./schema";

const values = {
  customer: { name: "Lena", email: "" },
  agent: { name: "Mia" },
  task: { title: "Refund?" },
  context: { order: { number: 4711 }, paid: true },
};

test("variables are filled in from the customer, the agent, the task and its context", () => {
  const body =
    "Hello {{customer.name}}, order {{ context.order.number }} is paid: {{context.paid}}. {{agent.name}}";
  expect(fillIn(body, values)).toEqual({ text: "Hello Lena, order 4711 is paid: true. Mia", missing: [] });
});

test("what has no value stays visible and is named, and nothing but values is ever reached", () => {
  const body =
    "{{customer.email}} {{customer.phone}} {{context.order}} {{task.constructor.name}} {{nobody.x}}";
  expect(fillIn(body, values)).toEqual({
    text: body,
    missing: ["customer.email", "customer.phone", "context.order", "task.constructor.name", "nobody.x"],
  });
});

test("the customer is who the conversation is with, and without one whom the context names", () => {
  expect(customerOf(undefined, "Lena Fischer")).toEqual({ name: "Lena Fischer" });
  expect(customerOf(undefined, { name: "Lena", city: "Bonn" })).toEqual({ name: "Lena", city: "Bonn" });
  expect(customerOf({ id: "7", name: "Lena", email: null }, "Somebody")).toEqual({ id: "7", name: "Lena" });
  expect(customerOf(undefined, 4711)).toEqual({});
});

test("what is still to be filled in is found where it stands, however it came there", () => {
  const { text } = fillIn("Hello {{customer.name}}, order {{ context.order.id }}", values);
  const gaps = gapsIn(text);
  expect(gaps).toEqual([{ name: "context.order.id", start: 18, end: 40 }]);
  expect(text.slice(gaps[0]?.start, gaps[0]?.end)).toBe("{{ context.order.id }}");
  expect(gapsIn("Nothing {here} to {{ fill in }}")).toEqual([]);
});

test("an answer names each of its gaps once, whatever fields they are in", () => {
  expect(gapsAmong(["{{agent.name}} and {{customer.name}}", 3, ["x"], "{{agent.name}}"])).toEqual([
    "agent.name",
    "customer.name",
  ]);
});

test("a variable that nothing could fill in is refused in a sentence that says which ones there are", () => {
  const refused = AnswerBody.safeParse("Hello {{order}}, {{customer.name}}");
  expect(refused.error?.issues.map(({ message }) => message)).toEqual([
    "can't use {{order}}: a variable begins with customer, agent, task or context, as in {{customer.name}}",
  ]);
});
