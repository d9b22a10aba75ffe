import { z } from "zod";

const Id = z.string();
/** How often the outside system has put the job off. */
const putOff = z.number().optional();

export interface QueueSpec {
  /** Ids only: a handler reads the rows again, and may find nothing left to do. */
  payload: z.ZodObject<{ tenantId: z.ZodString } & z.ZodRawShape>;
  /** Attempts after the first. A lost heartbeat costs one, so this is no measure of the application's own retries. */
  retryLimit: number;
  /** Between attempts: it doubles up to six times itself, or ten seconds, since a worker's death is no fault of the job. */
  retryDelaySeconds: number;
  /** How long one attempt may take before the job is given to another worker. */
  expireInSeconds: number;
  /** Jobs that a worker takes at a time, and how many such batches it works on at once. */
  batchSize: number;
  concurrency: number;
  /** It waits for others' servers: workers keep room free that one tenant's waiting can't take. */
  outside?: true;
  why: string;
}

/**
 * Every queue there is. All are woken by NOTIFY, lose nothing (a spent job goes to `dead`), and give the job of a
 * worker that died back after a missed heartbeat.
 */
export const QUEUES = {
  "step.execute": {
    payload: z.object({ tenantId: z.string(), runId: Id, key: z.string(), attempt: z.number() }),
    retryLimit: 20,
    retryDelaySeconds: 1,
    expireInSeconds: 15 * 60,
    batchSize: 50,
    concurrency: 8,
    outside: true,
    why: "A step that calls something outside: never inside a transaction.",
  },
  "timer.due": {
    payload: z.object({ tenantId: z.string(), timerId: Id }),
    retryLimit: 20,
    retryDelaySeconds: 2,
    expireInSeconds: 60,
    batchSize: 20,
    concurrency: 1,
    why: "A moment that a run waits for has come: a delay, a retry, the end of a wait.",
  },
  "deadline.due": {
    payload: z.object({ tenantId: z.string(), deadlineId: Id }),
    retryLimit: 20,
    retryDelaySeconds: 2,
    expireInSeconds: 60,
    batchSize: 20,
    concurrency: 1,
    why: "A deadline of a task has come: it is missed, escalates, or expires.",
  },
  "task.bulk": {
    payload: z.object({ tenantId: z.string(), bulkId: Id }),
    retryLimit: 20,
    retryDelaySeconds: 2,
    expireInSeconds: 120,
    batchSize: 2,
    concurrency: 2,
    why: "One act on many tasks, one task after the other: a page waits for its progress.",
  },
  "sla.retarget": {
    payload: z.object({ tenantId: z.string(), calendar: z.string(), after: Id.optional() }),
    retryLimit: 20,
    retryDelaySeconds: 2,
    expireInSeconds: 120,
    batchSize: 5,
    concurrency: 1,
    why: "A calendar has changed: the open deadlines that run in it move, some tasks at a time.",
  },
  "run.admit": {
    payload: z.object({ tenantId: z.string() }),
    retryLimit: 20,
    retryDelaySeconds: 1,
    expireInSeconds: 60,
    batchSize: 5,
    concurrency: 1,
    why: "Runs that were held may begin: their time has come, or a run that was counted has ended.",
  },
  "event.dispatch": {
    payload: z.object({ tenantId: z.string(), eventId: Id }),
    retryLimit: 20,
    retryDelaySeconds: 1,
    expireInSeconds: 120,
    batchSize: 10,
    concurrency: 2,
    why: "Something happened that triggers want to know of.",
  },
  "signal.deliver": {
    payload: z.object({ tenantId: z.string(), runId: Id, eventId: Id }),
    retryLimit: 20,
    retryDelaySeconds: 1,
    expireInSeconds: 60,
    batchSize: 10,
    concurrency: 2,
    why: "A signal to many runs, one of them at a time: each has its own lock and its own outcome.",
  },
  "run.hear": {
    payload: z.object({ tenantId: z.string(), runId: Id, key: z.string(), eventId: Id.optional() }),
    retryLimit: 20,
    retryDelaySeconds: 1,
    expireInSeconds: 60,
    batchSize: 10,
    concurrency: 2,
    why: "A run waits for an event that has happened: its own lock, its own outcome.",
  },
  "child.report": {
    payload: z.object({ tenantId: z.string(), runId: Id }),
    retryLimit: 20,
    retryDelaySeconds: 1,
    expireInSeconds: 60,
    batchSize: 20,
    concurrency: 1,
    why: "A run that another started has ended: the other hears of it in a transaction of its own.",
  },
  "child.cancel": {
    payload: z.object({ tenantId: z.string(), runId: Id }),
    retryLimit: 20,
    retryDelaySeconds: 1,
    expireInSeconds: 60,
    batchSize: 20,
    concurrency: 1,
    why: "A run waits no more for a run it started: that one ends, in a transaction of its own.",
  },
  "callback.deliver": {
    payload: z.object({ tenantId: z.string(), deliveryId: Id }),
    retryLimit: 20,
    retryDelaySeconds: 2,
    expireInSeconds: 60,
    batchSize: 5,
    concurrency: 1,
    outside: true,
    why: "The signed POST that tells a bot its run has ended; each attempt sends the next by its schedule.",
  },
  "message.deliver": {
    payload: z.object({ tenantId: z.string(), messageId: Id }),
    retryLimit: 20,
    retryDelaySeconds: 2,
    expireInSeconds: 60,
    batchSize: 5,
    concurrency: 1,
    outside: true,
    why: "Carries what a person says to the participant; each attempt sends the next by its schedule.",
  },
  "notification.send": {
    payload: z.object({
      tenantId: z.string(),
      notificationId: Id,
      channel: z.enum(["email", "slack"]),
      putOff,
    }),
    retryLimit: 8,
    retryDelaySeconds: 10,
    expireInSeconds: 60,
    batchSize: 5,
    concurrency: 1,
    why: "Tells a person outside the dashboard that a task waits for them.",
  },
  "invite.send": {
    payload: z.object({ tenantId: z.string(), inviteId: Id, putOff }),
    retryLimit: 8,
    retryDelaySeconds: 10,
    expireInSeconds: 60,
    batchSize: 5,
    concurrency: 1,
    why: "Mails an invitation. The link's token is made again by the handler: payloads carry no secrets.",
  },
  "password.reset": {
    payload: z.object({ tenantId: z.string(), resetId: Id, putOff }),
    retryLimit: 8,
    retryDelaySeconds: 10,
    expireInSeconds: 60,
    batchSize: 5,
    concurrency: 1,
    why: "Mails a link for a new password. Its token is made again by the handler: payloads carry no secrets.",
  },
} as const satisfies Record<string, QueueSpec>;

export type QueueName = keyof typeof QUEUES;
export type Payload<Q extends QueueName> = z.infer<(typeof QUEUES)[Q]["payload"]>;

/** Where jobs go whose attempts are spent; the log says so, and an operator can send them again. */
export const DEAD_QUEUE = "dead";
