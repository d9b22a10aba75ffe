import type { Context, WorkflowContext, WorkflowSharedContext } from "@restatedev/restate-sdk";

/** Starts runs that ask a person, answers them, and waits for their end. */
export interface HumanLoop {
  /** Starts a run and resolves when it waits for its answer. */
  ask(): Promise<string>;
  /** Answers it and resolves when the run is done. */
  answer(asked: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function dbosLoop({ databaseUrl }: { databaseUrl: string }): Promise<HumanLoop> {
  const { DBOS } = await import("@dbos-inc/dbos-sdk");
  const { openDbos } = await import("./dbos");
  const loop = DBOS.registerWorkflow(
    async () => {
      await DBOS.runStep(async () => true, { name: "before" });
      const answer = await DBOS.recv<{ answer: string }>("answer", 3600);
      return DBOS.runStep(async () => answer, { name: "after" });
    },
    { name: "human" },
  );
  const close = await openDbos(databaseUrl, () => undefined);
  // The handle of a run in this process hears of its end at once; one that is looked up asks once a second.
  const handles = new Map<string, { getResult(): Promise<unknown> }>();
  return {
    async ask() {
      const handle = await DBOS.startWorkflow(loop)();
      handles.set(handle.workflowID, handle);
      return handle.workflowID;
    },
    async answer(id) {
      await DBOS.send(id, { answer: "yes" }, "answer");
      await handles.get(id)?.getResult();
      handles.delete(id);
    },
    close,
  };
}

export async function restateLoop({ folder }: { folder: string }, connections: number): Promise<HumanLoop> {
  const { workflow } = await import("@restatedev/restate-sdk");
  const { openRestate } = await import("./restate");
  const { httpClient } = await import("../http-load");
  const human = workflow({
    name: "human",
    handlers: {
      run: async (ctx: WorkflowContext) => {
        await (ctx as Context).run("before", async () => true);
        const answer = await ctx.promise<{ answer: string }>("answer");
        return (ctx as Context).run("after", async () => answer);
      },
      answer: async (ctx: WorkflowSharedContext, given: { answer: string }) => {
        await ctx.promise<{ answer: string }>("answer").resolve(given);
      },
    },
  });
  const { ingress, close } = await openRestate(folder, [human]);
  const client = httpClient(connections);
  return {
    async ask() {
      const id = crypto.randomUUID();
      await client.json("POST", `${ingress}/human/${id}/run/send`, {});
      return id;
    },
    async answer(id) {
      await client.json("POST", `${ingress}/human/${id}/answer`, {}, { answer: "yes" });
      return client.json("GET", `${ingress}/restate/workflow/human/${id}/attach`, {});
    },
    async close() {
      await client.close();
      await close();
    },
  };
}

export async function orkestraLoop(): Promise<HumanLoop> {
  const { openOrkestra } = await import("./orkestra");
  const { HUMAN_LOOP, QUESTION, ANSWER } = await import("../workflows");
  const { perform } = await import("@/server/operations/perform");
  const { operations } = await import("@/server/operations");
  const { bot, close } = await openOrkestra({ human: HUMAN_LOOP });
  return {
    async ask() {
      const run = await perform(operations.run.start, bot, { workflow: "human", input: QUESTION });
      return run.waitingFor[0]?.taskId as string;
    },
    // An answer is committed together with all that follows from it: the run is done when this resolves.
    answer: (taskId) => perform(operations.task.complete, bot, { taskId, formData: ANSWER }),
    close,
  };
}

export async function orkestraRestLoop(connections: number): Promise<HumanLoop> {
  const { openServer } = await import("./server");
  const { QUESTION, ANSWER } = await import("../workflows");
  const { call, close } = await openServer(connections);
  return {
    async ask() {
      const body = { workflow: "human", input: QUESTION };
      const run = await call<{ waitingFor: { taskId: string }[] }>("POST", "/runs", body);
      return run.waitingFor[0]?.taskId as string;
    },
    answer: (taskId) => call("POST", `/tasks/${taskId}/complete`, { formData: ANSWER }),
    close,
  };
}
