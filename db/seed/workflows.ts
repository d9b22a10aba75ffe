/** Workflows of the demo beside the sample: one that decides about money, and one that asks a team that is not there. */

export const refundApproval = {
  title: "Refund approval",
  description: "Small refunds are paid at once; for the rest the billing team decides.",
  input: {
    type: "object",
    required: ["customer", "order", "amount"],
    properties: {
      customer: { type: "string" },
      order: { type: "string" },
      amount: { type: "number", description: "In euros" },
      reason: { type: "string" },
      conversationId: { type: "string", format: "uuid" },
    },
  },
  start: "small",
  steps: {
    small: {
      kind: "decide",
      rules: [{ when: "input.amount <= 20.0", next: "paid" }],
      otherwise: "ask",
    },
    ask: {
      kind: "task",
      title: "Refund for order ${input.order}",
      description: "Approve it, or say why not. The customer hears of it at once.",
      context: {
        customer: "${input.customer}",
        order: "${input.order}",
        amount: "${input.amount}",
        reason: "${input.?reason}",
      },
      conversationId: "${input.?conversationId}",
      form: {
        fields: {
          approved: { type: "boolean", label: "Approve the refund", required: true },
          note: { type: "textarea", label: "Note to the customer" },
        },
      },
      assignTo: { team: "billing" },
      sla: { claimWithin: "4h", completeWithin: "1d", expireAfter: "4d" },
      next: "decided",
      onExpire: "unanswered",
    },
    decided: {
      kind: "decide",
      rules: [{ when: "steps.ask.output.approved == true", next: "paid" }],
      otherwise: "declined",
    },
    paid: { kind: "end", output: { refunded: true, amount: "${input.amount}" } },
    declined: { kind: "end", output: { refunded: false } },
    unanswered: { kind: "fail", error: "Nobody of billing decided within four days" },
  },
};

export const parcelTrace = {
  title: "Parcel trace",
  description: "Asks logistics where a parcel is.",
  input: {
    type: "object",
    required: ["order"],
    properties: { order: { type: "string" }, carrier: { type: "string" } },
  },
  start: "trace",
  steps: {
    trace: {
      kind: "task",
      title: "Where is the parcel of order ${input.order}?",
      context: { order: "${input.order}", carrier: "${input.?carrier}" },
      form: { fields: { place: { type: "text", label: "Last seen", required: true } } },
      // The stuck runs of the demo: there is no such team yet.
      assignTo: { team: "logistics" },
      next: "done",
    },
    done: { kind: "end", output: { place: "${steps.trace.output.place}" } },
  },
};
