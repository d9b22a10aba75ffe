import type { OperationName } from "./catalogue";

/** Bodies that the docs show for the calls people make first. A test holds them to the operations' schemas. */
export const EXAMPLES: Partial<Record<OperationName, Record<string, unknown>>> = {
  "conversation.create": {
    channel: "whatsapp",
    externalId: "wa-1",
    participant: { id: "+4915112345678", name: "Ada" },
  },
  "conversation.append": {
    role: "user",
    content: "Where is my parcel?",
    metadata: { confidence: 0.42, model: "my-model" },
  },
  "run.start": {
    workflow: "support-escalation",
    input: { question: "Where is my parcel?", confidence: 0.42 },
    callbackUrl: "https://bot.example.com/orkestra",
  },
  "trigger.create": {
    workflow: "support-escalation",
    webhook: { verify: { scheme: "hmac", header: "x-hub-signature-256", prefix: "sha256=" } },
    input: { question: "${body.issue.title}", confidence: 0 },
  },
  "signal.send": { name: "parcel-found", correlation: "order-77", data: { place: "Depot 7" } },
  "run.signal": { name: "parcel-found", data: { place: "Depot 7" } },
  "run.cancel": { reason: "The customer found it." },
  "task.create": {
    title: "Check this refund",
    form: { fields: { approved: { type: "boolean", required: true }, note: { type: "textarea" } } },
    assignTo: { team: "support-l1" },
    sla: { claimWithin: "10m", completeWithin: "1h" },
  },
  "task.complete": { formData: { answer: "It arrives tomorrow.", shouldFollowUp: false } },
  "task.reassign": { assignTo: { team: "support-l2" } },
  "task.comment": { body: "The courier says it left the depot." },
  "workflow.put": {
    title: "Ask a person",
    start: "ask",
    steps: {
      ask: {
        kind: "task",
        title: "A question",
        form: { fields: { answer: { type: "textarea", required: true } } },
        assignTo: { team: "support-l1" },
        next: "done",
      },
      done: { kind: "end", output: { answer: "${steps.ask.output.answer}" } },
    },
  },
};
