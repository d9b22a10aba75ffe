/** Workflows of the demo beside the sample. */

/** Decides about money. */
const refundApproval = {
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
      // Its times are those of the SLA policy that the workflow names.
      assignTo: { team: "billing" },
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

/** Asks a team that is not there. */
const parcelTrace = {
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

/** Asks what to do, and has another workflow do it. */
const complaint = {
  title: "Complaint",
  description:
    "Somebody of the second line hears a complaint; what is to be paid back, the refund's workflow decides.",
  input: {
    type: "object",
    required: ["customer", "order", "amount"],
    properties: {
      customer: { type: "string" },
      order: { type: "string" },
      amount: { type: "number", description: "What the order cost, in euros" },
    },
  },
  start: "hear",
  steps: {
    hear: {
      kind: "task",
      title: "Complaint about order ${input.order}",
      description: "Call the customer, and say what would put it right.",
      context: { customer: "${input.customer}", order: "${input.order}", amount: "${input.amount}" },
      form: {
        fields: {
          outcome: {
            type: "select",
            label: "What puts it right",
            required: true,
            options: [
              { value: "refund", label: "Money back" },
              { value: "apology", label: "An apology" },
            ],
          },
          note: { type: "textarea", label: "What the customer said" },
        },
      },
      assignTo: { team: "support-l2" },
      next: "settled",
    },
    settled: {
      kind: "decide",
      rules: [{ when: "steps.hear.output.outcome == 'refund'", next: "refund" }],
      otherwise: "done",
    },
    refund: {
      kind: "workflow",
      workflow: "refund-approval",
      input: {
        customer: "${input.customer}",
        order: "${input.order}",
        amount: "${input.amount}",
        reason: "Complaint",
      },
      next: "done",
    },
    done: { kind: "end", output: { outcome: "${steps.hear.output.outcome}" } },
  },
};

/** What a schedule asks for each working day. */
const morningCheck = {
  title: "Morning check",
  description: "Before the lines open, somebody looks through what was left overnight.",
  start: "look",
  steps: {
    look: {
      kind: "task",
      title: "Look through what was left overnight",
      form: {
        fields: {
          urgent: { type: "number", label: "Urgent ones found", required: true, min: 0 },
          note: { type: "textarea", label: "Note to the team" },
        },
      },
      assignTo: { team: "support-l2" },
      sla: { claimWithin: "1h", completeWithin: "3h", expireAfter: "12h" },
      next: "done",
      onExpire: "skipped",
    },
    done: { kind: "end", output: { urgent: "${steps.look.output.urgent}" } },
    skipped: { kind: "end", output: { urgent: null } },
  },
};

/** What is started when a task has expired. */
const secondLook = {
  title: "Second look",
  description: "What nobody answered in time is looked at once more.",
  input: {
    type: "object",
    required: ["title"],
    properties: { title: { type: "string", description: "The task that expired" } },
  },
  start: "look",
  steps: {
    look: {
      kind: "task",
      title: "Nobody answered: ${input.title}",
      form: { fields: { outcome: { type: "textarea", label: "What became of it", required: true } } },
      assignTo: { team: "admins" },
      next: "done",
    },
    done: { kind: "end", output: { outcome: "${steps.look.output.outcome}" } },
  },
};

/** The refunds' workflow as somebody would have it next: a draft beside what is published. */
export const refundApprovalDraft = {
  ...refundApproval,
  description: "Refunds up to 40 € are paid at once; from 250 € on two people decide.",
  steps: {
    ...refundApproval.steps,
    small: {
      kind: "decide",
      rules: [
        { when: "input.amount <= 40.0", next: "paid" },
        { when: "input.amount >= 250.0", next: "askTwo" },
      ],
      otherwise: "ask",
    },
    askTwo: {
      kind: "task",
      title: "Large refund for order ${input.order}",
      context: { customer: "${input.customer}", order: "${input.order}", amount: "${input.amount}" },
      form: { fields: { note: { type: "textarea", label: "Note to the customer" } } },
      deciders: { quorum: 2, of: [{ team: "billing" }, { team: "support-l2" }] },
      assignTo: { team: "billing" },
      next: "bothDecided",
    },
    bothDecided: {
      kind: "decide",
      rules: [{ when: "steps.askTwo.output.approved == true", next: "paid" }],
      otherwise: "declined",
    },
  },
};

/** Those that are published, by name. */
export const WORKFLOWS = {
  "refund-approval": refundApproval,
  "parcel-trace": parcelTrace,
  complaint,
  "morning-check": morningCheck,
  "second-look": secondLook,
};
