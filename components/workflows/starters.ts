/** What a new workflow may begin with. */
export const starters = {
  blank: {
    start: "done",
    steps: { done: { kind: "end", output: { greeting: "Hello ${input.?name.orValue('world')}" } } },
  },
  ask: {
    description: "Asks a person, and ends with the answer.",
    input: {
      type: "object",
      required: ["question"],
      properties: { question: { type: "string", description: "What the person is asked" } },
    },
    start: "ask",
    steps: {
      ask: {
        kind: "task",
        title: "${input.question}",
        form: { fields: { answer: { type: "textarea", label: "Answer", required: true } } },
        assignTo: { team: "support-l1" },
        sla: { claimWithin: "15m", expireAfter: "24h" },
        next: "done",
        onExpire: "unanswered",
      },
      done: { kind: "end", output: { answer: "${steps.ask.output.answer}" } },
      unanswered: { kind: "fail", error: "Nobody answered within a day" },
    },
  },
} as const;

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
