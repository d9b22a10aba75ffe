import type { Case, Say } from "./judge";

interface TaskRow {
  id: string;
  run: string;
  title: string;
  status: string;
  actions: string[];
}

/** One task for each question, closed in its one right way; what was not answered has missed each deadline once. */
export async function judgeTasks({ ground, started }: Case, say: Say): Promise<void> {
  const rows = await ground.ask<TaskRow>(
    `select t.id, t.run_id as run, t.title, t.status, array_agg(h.action) as actions
     from tasks t join task_history h on h.task_id = t.id group by t.tenant_id, t.id`,
  );
  const ofRun = Map.groupBy(rows, ({ run }) => run);
  for (const { kind, runId, n } of started) {
    const tasks = ofRun.get(runId) ?? [];
    ofRun.delete(runId);
    const wanted = kind === "asks" || kind === "expires" ? 1 : 0;
    if (tasks.length < wanted) say("lost", `${kind} ${n} asked nobody`, runId);
    if (tasks.length > wanted) say("duplicate", `${kind} ${n} asked ${tasks.length} times`, runId);
    for (const task of tasks) judgeTask(task, kind === "asks", say);
  }
  for (const [run, tasks] of ofRun) say("duplicate", `${tasks.length} tasks that nobody asked for`, run);
}

function judgeTask({ run, title, status, actions }: TaskRow, answered: boolean, say: Say): void {
  const times = (action: string) => actions.filter((one) => one === action).length;
  const wanted = answered ? "completed" : "expired";
  if (status !== wanted) say("wrong", `The task "${title}" is ${status} instead of ${wanted}`, run);
  const once = answered ? ["created", "completed"] : ["created", "breached", "escalated", "expired"];
  for (const action of once) {
    const count = times(action);
    if (count === 0) say(action === "created" ? "lost" : "deadline", `"${title}" was never ${action}`, run);
    if (count > 1) say("duplicate", `"${title}" was ${action} ${count} times`, run);
  }
  for (const action of ["breached", "escalated"]) {
    if (times(action) > 1) say("duplicate", `"${title}" was ${action} ${times(action)} times`, run);
  }
}
