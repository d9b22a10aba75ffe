import { z } from "zod";
import { calculate } from "@/server/engine/core/calculate";
import { invalid } from "@/server/platform/errors";
import type { HereTool } from "./tool";

const Input = z.strictObject({
  expression: z.string().min(1).max(1_000),
  values: z.record(z.string().regex(/^[a-zA-Z_]\w{0,63}$/), z.number()).default({}),
});

/** Computes an arithmetic expression: `{ expression: "price * 1.19", values: { price: 10 } }` gives `{ result: 11.9 }`. */
export const calculator: HereTool = {
  input: Input,
  async call(_tx, input) {
    const { expression, values } = Input.parse(input);
    try {
      return { result: calculate(expression, values) };
    } catch (error) {
      const why = error instanceof Error ? error.message : `${error}`;
      throw invalid(`The expression can't be computed: ${why}`, undefined, "invalid_expression");
    }
  },
};
