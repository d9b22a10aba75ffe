import type { Job, PgBoss } from "pg-boss";
import { z } from "zod";
import { lost, settleStep } from "@/server/engine/shell/execute-step";
import { log, withLogContext } from "@/server/platform/log";
import { startBoss, stopBoss } from "./boss";
import type { Handler } from "./handler";
import { callbackDeliver } from "./handlers/callback-deliver";
import { childCancel } from "./handlers/child-cancel";
import { childReport } from "./handlers/child-report";
import { deadlineDue } from "./handlers/deadline-due";
import { eventDispatch } from "./handlers/event-dispatch";
import { inviteSend } from "./handlers/invite-send";
import { messageDeliver } from "./handlers/message-deliver";
import { notificationSend } from "./handlers/notification-send";
import { passwordReset } from "./handlers/password-reset";
import { runAdmit } from "./handlers/run-admit";
import { runHear } from "./handlers/run-hear";
import { signalDeliver } from "./handlers/signal-deliver";
import { slaRetarget } from "./handlers/sla-retarget";
import { stepExecute } from "./handlers/step-execute";
import { taskBulk } from "./handlers/task-bulk";
import { timerDue } from "./handlers/timer-due";
import { DEAD_QUEUE, type Payload, QUEUES, type QueueName, type QueueSpec } from "./queues";
import { startSweeping } from "./sweep";

/** What does the jobs of each queue: a queue without its handler does not compile. */
const HANDLERS = {
  "step.execute": stepExecute,
  "timer.due": timerDue,
  "deadline.due": deadlineDue,
  "task.bulk": taskBulk,
  "sla.retarget": slaRetarget,
  "run.admit": runAdmit,
  "event.dispatch": eventDispatch,
  "run.hear": runHear,
  "signal.deliver": signalDeliver,
  "child.report": childReport,
  "child.cancel": childCancel,
  "callback.deliver": callbackDeliver,
  "message.deliver": messageDeliver,
  "notification.send": notificationSend,
  "invite.send": inviteSend,
  "password.reset": passwordReset,
} satisfies { [Q in QueueName]: Handler<Q> };

/** Seconds between looks at a queue while NOTIFY works, and while it doesn't. */
const NOTIFIED_POLL_SECONDS = 5;
const POLL_SECONDS = 1;

/** Jobs at a time that are kept for those whose queue is otherwise full of another's. */
const RESERVED = 2;

/** Starts this process's worker: every queue, the sweep and the supervision of dead workers' jobs. */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const boss = await startBoss({ supervise: true });
  for (const queue of Object.keys(QUEUES) as QueueName[]) await work(boss, queue);
  await workDead(boss);
  const sweeping = startSweeping();
  log.info({ queues: Object.keys(QUEUES).length }, "worker started");
  return {
    async stop() {
      await sweeping.stop();
      await stopBoss();
    },
  };
}

/** Starts what a process without a worker needs to send jobs. */
export async function startQueue(): Promise<void> {
  await startBoss({ supervise: false });
}

async function work<Q extends QueueName>(boss: PgBoss, queue: Q): Promise<void> {
  const { batchSize, concurrency, outside }: QueueSpec = QUEUES[queue];
  const options = {
    batchSize,
    perJobResults: true as const,
    pollingIntervalSeconds: POLL_SECONDS,
    notifyPollingIntervalSeconds: NOTIFIED_POLL_SECONDS,
    burstWhenBatchFull: true,
  };
  const handle = (jobs: Job<Payload<Q>>[]) => Promise.all(jobs.map((job) => runJob(queue, job)));
  await boss.work<Payload<Q>>(queue, { ...options, localConcurrency: concurrency }, handle);
  if (!outside) return;
  // One tenant's calls that hang can hold all of the above. These take a job at a time, of who has none under way.
  const reserved = { ...options, batchSize: 1, localConcurrency: RESERVED, groupConcurrency: 1 };
  await boss.work<Payload<Q>>(queue, { ...reserved, notifyPollingIntervalSeconds: POLL_SECONDS }, handle);
}

/** Does one job of a batch; its failure is its own. */
async function runJob<Q extends QueueName>(queue: Q, job: Job<Payload<Q>>) {
  const handle = HANDLERS[queue] as unknown as Handler<Q>;
  return withLogContext({ job: queue, tenantId: job.data.tenantId }, async () => {
    try {
      await handle(job.data, job.signal);
      return { id: job.id, status: "completed" as const };
    } catch (error) {
      log.warn({ err: error, jobId: job.id, retryCount: job.retryCount }, "job failed");
      return { id: job.id, status: "failed" as const, output: { message: String(error) } };
    }
  });
}

const LostStep = z.object({ tenantId: z.string(), runId: z.string(), key: z.string(), attempt: z.number() });

/**
 * Jobs whose attempts are spent. What is due is found by the sweep anyway; a step must not leave its run waiting for
 * ever, so its attempt fails; the rest is said in the log and kept for an operator.
 */
async function workDead(boss: PgBoss): Promise<void> {
  await boss.work<object>(DEAD_QUEUE, { pollingIntervalSeconds: POLL_SECONDS }, async (jobs) => {
    for (const job of jobs) {
      log.error({ jobId: job.id, data: job.data }, "a job's attempts are spent");
      const step = LostStep.safeParse(job.data);
      if (step.success) await settleStep(step.data, lost(QUEUES["step.execute"].retryLimit));
    }
  });
}
