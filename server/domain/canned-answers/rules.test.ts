import { expect, test } from "vitest";
import { customerOf, fillIn } from "./rules";

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
