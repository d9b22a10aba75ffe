import type { Catalogue } from "@/components/words/catalogue";

type Texts = Catalogue["workflows"]["new"]["starterTexts"];

/** What a new workflow may begin with; its texts belong to the workflow from then on. */
export const starters = {
  blank: () => ({
    start: "done",
    steps: { done: { kind: "end", output: { greeting: "Hello ${input.?name.orValue('world')}" } } },
  }),
  ask: (say: (text: keyof Texts) => string) => ({
    description: say("description"),
    input: {
      type: "object",
      required: ["question"],
      properties: { question: { type: "string", description: say("question") } },
    },
    start: "ask",
    steps: {
      ask: {
        kind: "task",
        title: "${input.question}",
        form: { fields: { answer: { type: "textarea", label: say("answer"), required: true } } },
        assignTo: { team: "support-l1" },
        sla: { claimWithin: "15m", expireAfter: "24h" },
        next: "done",
        onExpire: "unanswered",
      },
      done: { kind: "end", output: { answer: "${steps.ask.output.answer}" } },
      unanswered: { kind: "fail", error: say("nobody") },
    },
  }),
};

export type Starter = keyof typeof starters;

/** A short name made of a title: `Refund a payment` → `refund-a-payment`. */
export function nameOf(title: string): string {
  return title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
}
