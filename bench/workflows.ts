/** The workflows that the measures run, the questions that they ask, and the answers. */

/** Five steps that compute and decide, and nothing else. */
export const FIVE_STEPS = {
  title: "Five steps",
  start: "s1",
  steps: {
    s1: { kind: "set", values: { n: 1 }, next: "s2" },
    s2: { kind: "set", values: { n: 2 }, next: "s3" },
    s3: { kind: "decide", rules: [{ when: "vars.n == 2", next: "s4" }], otherwise: "s5" },
    s4: { kind: "set", values: { n: 4 }, next: "s5" },
    s5: { kind: "set", values: { n: 5 }, next: "done" },
    done: { kind: "end", output: { n: "${vars.n}" } },
  },
};

/** A step, a question to people with a deadline, another step. */
export const HUMAN_LOOP = {
  title: "Human loop",
  start: "before",
  steps: {
    before: { kind: "set", values: { asked: true }, next: "ask" },
    ask: {
      kind: "task",
      title: "A customer needs a person",
      context: { question: "${input.question}" },
      form: { fields: { answer: { type: "textarea", required: true } } },
      assignTo: { team: "support-l1" },
      sla: { completeWithin: "1h", expireAfter: "24h" },
      next: "after",
      onExpire: "done",
    },
    after: { kind: "set", values: { answered: "${steps.ask.output.answer}" }, next: "done" },
    done: { kind: "end", output: { answer: "${vars.answered}" } },
  },
};

export const QUESTION = { question: "Where is my parcel? It was due last week and I need it on Friday." };
export const ANSWER = { answer: "It is on its way and arrives tomorrow before noon." };

const job = (next: string) => ({ kind: "http", method: "POST", url: "http://127.0.0.1:9/", next });

/** Five steps that each leave the database: a job, a worker, an outcome. */
export const FIVE_JOBS = {
  title: "Five jobs",
  start: "s1",
  steps: { s1: job("s2"), s2: job("s3"), s3: job("s4"), s4: job("s5"), s5: job("done"), done: { kind: "end" } },
};
