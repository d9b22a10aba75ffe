/**
 * The workflow that a new workspace can be shown with: a bot's question goes to people unless the bot was sure of
 * its answer. Deadlines come from the run's input when given, so that an escalation can be watched in seconds.
 */
export const SAMPLE_WORKFLOW = "support-escalation";

/** The teams that the sample's task goes to, in the order of its escalations. */
export const SAMPLE_TEAMS = [
  { slug: "support-l1", name: "Support L1", description: "Answers first" },
  { slug: "support-l2", name: "Support L2", description: "Steps in when nobody has claimed in time" },
  { slug: "admins", name: "Admins", description: "The last to be asked" },
] as const;

const duration = (description: string) => ({ type: "string", description });

export const sampleDefinition = {
  title: "Support escalation",
  description: "Hands a customer's question to people when the bot is not sure enough of its answer.",
  input: {
    type: "object",
    required: ["question", "confidence"],
    properties: {
      question: { type: "string", description: "What the customer asks" },
      confidence: {
        type: "number",
        minimum: 0,
        maximum: 1,
        description: "How sure the bot is of its answer",
      },
      conversationId: { type: "string", format: "uuid", description: "Where the answer is added" },
      sla: {
        type: "object",
        description: "Other deadlines than the usual ones, such as 5s or 10m",
        additionalProperties: false,
        properties: {
          claimWithin: duration("Until somebody claims it, else it goes to support-l2; 10m"),
          completeWithin: duration("Until it is answered, else it goes to admins; 70m"),
          expireAfter: duration("Until the run fails for want of an answer; 24h"),
        },
      },
    },
  },
  start: "confident",
  steps: {
    confident: {
      kind: "decide",
      rules: [{ when: "input.confidence >= 0.8", next: "answered" }],
      otherwise: "ask",
    },
    ask: {
      kind: "task",
      title: "A customer needs a person",
      description: "The bot was not sure enough. Your answer goes into the conversation as it is written.",
      context: { question: "${input.question}", confidence: "${input.confidence}" },
      conversationId: "${input.?conversationId}",
      form: {
        fields: {
          answer: { type: "textarea", label: "Answer", required: true },
          shouldFollowUp: { type: "boolean", label: "Follow up later", default: false },
        },
      },
      assignTo: { team: "support-l1" },
      sla: {
        claimWithin: "${input.?sla.?claimWithin.orValue('10m')}",
        completeWithin: "${input.?sla.?completeWithin.orValue('70m')}",
        expireAfter: "${input.?sla.?expireAfter.orValue('24h')}",
        escalate: [
          { on: "claimWithin", assignTo: { team: "support-l2" } },
          { on: "completeWithin", assignTo: { team: "admins" } },
        ],
      },
      next: "reply",
      onExpire: "unanswered",
    },
    reply: {
      kind: "message",
      role: "human",
      content: "${steps.ask.output.answer}",
      metadata: { answeredBy: "${steps.ask.output.answeredBy}" },
      next: "done",
    },
    done: {
      kind: "end",
      output: {
        escalated: true,
        answer: "${steps.ask.output.answer}",
        shouldFollowUp: "${steps.ask.output.shouldFollowUp}",
        answeredBy: "${steps.ask.output.answeredBy}",
      },
    },
    answered: { kind: "end", output: { escalated: false } },
    unanswered: { kind: "fail", error: "Nobody answered in time, not even after every escalation" },
  },
};
