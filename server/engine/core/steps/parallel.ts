/**
 * Forks into named branches that go on at the same time. Each starts at its step and ends where a transition says
 * `@join`. The step is over when `join` of them have arrived (all by default); the others are then taken away with all
 * they have open. The output is by branch: what each one's last step gave, or what `output` makes of it there.
 */
import { z } from "zod";
import type { Json } from "../json";
import { MAX_BRANCHES } from "../limits";
import { common, defineStep, Next, StepId } from "../step";

/** How many branches have to arrive. */
export const Join = z
  .union([z.enum(["all", "any"]), z.strictObject({ count: z.int().min(1).max(1_000) })])
  .describe("How many branches have to arrive at `@join`: all of them, any one, or so many.");

/** The count that a join means. */
export function neededOf(join: z.infer<typeof Join> | undefined, total: number): number {
  if (join === undefined || join === "all") return total;
  return join === "any" ? 1 : join.count;
}

export const parallel = defineStep({
  kind: "parallel",
  schema: z
    .strictObject({
      kind: z.literal("parallel"),
      branches: z
        .record(StepId, StepId)
        .refine((branches) => {
          const count = Object.keys(branches).length;
          return count > 0 && count <= MAX_BRANCHES;
        }, `A parallel step has from 1 to ${MAX_BRANCHES} branches`)
        .describe(
          "The branches by name, each with the step it starts at. A branch ends where a transition says `@join`; no step stands in two branches.",
        ),
      join: Join.optional(),
      output: z.json().optional().describe("What a branch gives; by default its last step's output."),
      next: Next,
      ...common,
    })
    .describe(
      "Goes on in several branches at once, and at `next` once enough of them have arrived at `@join`.",
    ),
  targets: ({ next }) => [{ path: "next", to: next }],
  branches: ({ branches }) =>
    Object.entries(branches).map(([name, to]) => ({ path: `branches.${name}`, to })),
  problems: ({ branches, join }) => {
    const count = Object.keys(branches).length;
    return neededOf(join, count) > count
      ? [{ path: "join", message: `There are only ${count} branches, so the join could never fire` }]
      : [];
  },

  enter(_ctx, { branches, join }) {
    const total = Object.keys(branches).length;
    return { do: "fork", total, needed: neededOf(join, total), atOnce: total };
  },

  branch({ branches }, place) {
    // A database may give keys back in another order, so the places are those of the alphabet.
    const name = Object.keys(branches).sort()[place] ?? "";
    return { name, start: branches[name] ?? "" };
  },

  branchOutput: (ctx, { output }) => ctx.resolve(output as Json | undefined, "output"),
  joined: (_step, results) => results,
});
