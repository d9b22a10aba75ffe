/** The shapes of answers that are written once and used often. Zod only: pages import this file. */
import { z } from "zod";
import { ActorRefView } from "@/server/domain/schema";
import { VARIABLE, VARIABLE_ROOTS } from "./rules";

/** What one types after `/` to get it. */
export const Shortcut = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "has lower-case letters, digits and hyphens, at most 40");

/** Words with variables. One that nothing could ever fill in is a slip. */
export const AnswerBody = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(10_000)
  .superRefine((body, context) => {
    for (const [whole, name = ""] of body.matchAll(VARIABLE)) {
      const root = name.split(".")[0] ?? "";
      if ((VARIABLE_ROOTS as readonly string[]).includes(root) && name.includes(".")) continue;
      context.addIssue({
        code: "custom",
        message: `can't use ${whole}: a variable begins with customer, agent, task or context, as in {{customer.name}}`,
      });
    }
  });

export const CannedAnswerView = z.object({
  id: z.string(),
  shortcut: z.string(),
  title: z.string(),
  body: z.string(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdBy: ActorRefView,
  updatedAt: z.string(),
});
export type CannedAnswerView = z.infer<typeof CannedAnswerView>;
