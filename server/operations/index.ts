import { appendToConversation } from "./conversations/append";
import { createConversation } from "./conversations/create";
import { getConversation } from "./conversations/get";
import { listConversationsOperation } from "./conversations/list";
import { listMessagesOperation } from "./conversations/messages";
import type { AnyOperation } from "./operation";
import { cancelRun } from "./runs/cancel";
import { getRun } from "./runs/get";
import { runHistory } from "./runs/history";
import { listRunsOperation } from "./runs/list";
import { signalRun } from "./runs/signal";
import { startRunOperation } from "./runs/start";
import { claimTask } from "./tasks/claim";
import { commentTask } from "./tasks/comment";
import { completeTask } from "./tasks/complete";
import { taskCounts } from "./tasks/counts";
import { createTask } from "./tasks/create";
import { getTask } from "./tasks/get";
import { listTasksOperation } from "./tasks/list";
import { missDeadline } from "./tasks/miss-deadline";
import { reassignTask } from "./tasks/reassign";
import { releaseTask } from "./tasks/release";
import { getWorkflow } from "./workflows/get";
import { listWorkflowsOperation } from "./workflows/list";
import { putWorkflow } from "./workflows/put";

/**
 * Every operation there is, by noun and verb: REST routes, OpenAPI, tRPC procedures, MCP tools and the docs all
 * come from this one object. `operation.name` is its place in it.
 */
export const operations = {
  workflow: { put: putWorkflow, list: listWorkflowsOperation, get: getWorkflow },
  run: {
    start: startRunOperation,
    list: listRunsOperation,
    get: getRun,
    history: runHistory,
    signal: signalRun,
    cancel: cancelRun,
  },
  task: {
    create: createTask,
    list: listTasksOperation,
    counts: taskCounts,
    get: getTask,
    claim: claimTask,
    release: releaseTask,
    complete: completeTask,
    reassign: reassignTask,
    comment: commentTask,
    missDeadline,
  },
  conversation: {
    create: createConversation,
    list: listConversationsOperation,
    get: getConversation,
    append: appendToConversation,
    messages: listMessagesOperation,
  },
} as const satisfies Record<string, Record<string, AnyOperation>>;

export type Operations = typeof operations;
