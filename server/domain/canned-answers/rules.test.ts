import { expect, test } from "vitest";
import { fillIn } from "./rules";

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
