import { expect, test } from "vitest";
import { type Answered, propose } from "./propose";

let count = 0;
const answered = (context: object, formData: object = { ok: true }, stepId = "ask"): Answered => ({
  taskId: `t${++count}`,
  workflow: "refunds",
  stepId,
  context: { id: count, ...context },
  formData: { ...formData },
});
const times = (n: number, make: () => Answered) => Array.from({ length: n }, make);

test("five equal answers under equal circumstances are a habit, four are not", () => {
  const four = times(4, () => answered({ country: "DE", words: `Words ${count}` }));
  expect(propose(four)).toEqual([]);
  expect(propose([...four, answered({ country: "DE", words: "Other words" })])).toMatchObject([
    {
      workflow: "refunds",
      stepId: "ask",
      condition: 'context.country == "DE"',
      answer: { ok: true },
      times: 5,
    },
  ]);
});

test("an answer given otherwise under the same circumstances forbids the rule, elsewhere it does not", () => {
  const same = times(5, () => answered({ country: "DE" }));
  expect(propose([...same, answered({ country: "DE" }, { ok: false })])).toEqual([]);
  expect(propose([...same, answered({ country: "AT" }, { ok: false })])).toHaveLength(1);
  expect(propose([...same, answered({ country: "DE" }, { ok: false }, "other")])).toHaveLength(1);
});

test("a habit is found among the same answers of other circumstances, once", () => {
  const kinds = ["a", "b", "c"].flatMap((kind) =>
    times(kind === "b" ? 6 : 2, () => answered({ kind, on: true })),
  );
  const found = propose([...kinds, answered({ kind: "c", on: true }, { ok: false })]);
  expect(found).toMatchObject([{ condition: 'context.kind == "b" && context.on == true', times: 6 }]);
});

test("the condition names every key that all have in common, however it is written", () => {
  const [one] = propose(times(5, () => answered({ "order type": 'a "b"', paid: true, amount: 3 })));
  expect(one?.condition).toBe(
    'context["order type"] == "a \\"b\\"" && context.paid == true && context.amount == 3',
  );
});
