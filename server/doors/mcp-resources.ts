import {
  ErrorCode,
  McpError,
  type ReadResourceResult,
  type Resource,
  type ResourceTemplate,
} from "@modelcontextprotocol/sdk/types.js";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { isAppError } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";
import type { Permission } from "@/server/platform/permissions";
import { problemOf } from "./errors";

/** JSON-RPC's code for a resource that is not there, as the MCP specification has it. */
const RESOURCE_NOT_FOUND = -32002;
const OPEN = ["created", "assigned", "claimed"] as const;
const MOST = 200;

interface Readable {
  uri: string;
  name: string;
  title: string;
  description: string;
  permission: Permission;
  read: (actor: Actor, id: string, requestId: string) => Promise<unknown>;
  /** Values for `{…}` that begin with what is typed. */
  complete?: (actor: Actor, requestId: string) => Promise<string[]>;
}

const RESOURCES: Readable[] = [
  {
    uri: "orkestra://workflows",
    name: "workflows",
    title: "Workflows",
    description: "The workflows of this workspace with their current versions.",
    permission: "workflows:read",
    read: (actor, _id, requestId) => perform(operations.workflow.list, actor, { limit: MOST }, { requestId }),
  },
  {
    uri: "orkestra://workflows/{id}",
    name: "workflow",
    title: "A workflow, or a run of one",
    description: "By a workflow's name its definition; by a run's id the state of that run.",
    permission: "workflows:read",
    read: (actor, id, requestId) =>
      isId(id)
        ? perform(operations.run.get, actor, { runId: id }, { requestId })
        : perform(operations.workflow.get, actor, { name: id }, { requestId }),
    complete: workflowNames,
  },
  {
    uri: "orkestra://tasks/pending",
    name: "pending-tasks",
    title: "Pending tasks",
    description: "Every open task, the one with the nearest deadline first.",
    permission: "tasks:read",
    read: (actor, _id, requestId) => pendingTasks(actor, {}, requestId),
  },
  {
    uri: "orkestra://tasks/pending/{teamId}",
    name: "pending-tasks-of-team",
    title: "Pending tasks of a team",
    description: "The open tasks of one team, by its id or slug, the one with the nearest deadline first.",
    permission: "tasks:read",
    read: (actor, team, requestId) => pendingTasks(actor, { team }, requestId),
    complete: teamSlugs,
  },
  {
    uri: "orkestra://conversations/{id}",
    name: "conversation",
    title: "A conversation",
    description: "A conversation with its last messages.",
    permission: "conversations:read",
    read: (actor, id, requestId) =>
      perform(operations.conversation.get, actor, { conversationId: id }, { requestId }),
  },
  {
    uri: "orkestra://tenant/config",
    name: "tenant-config",
    title: "Workspace settings",
    description: "The workspace that the key belongs to, with its settings.",
    permission: "members:read",
    read: (actor, _id, requestId) => perform(operations.tenant.get, actor, {}, { requestId }),
  },
];

function pendingTasks(actor: Actor, filter: { team?: string }, requestId: string): Promise<unknown> {
  const input = { ...filter, status: OPEN, sort: "deadline", limit: MOST };
  return perform(operations.task.list, actor, input, { requestId });
}

export async function workflowNames(actor: Actor, requestId: string): Promise<string[]> {
  const { data } = await perform(operations.workflow.list, actor, { limit: MOST }, { requestId });
  return data.map(({ name }) => name);
}

export async function teamSlugs(actor: Actor, requestId: string): Promise<string[]> {
  const { data } = await perform(operations.team.list, actor, { limit: MOST }, { requestId });
  return data.map(({ slug }) => slug);
}

export async function runIds(actor: Actor, requestId: string): Promise<string[]> {
  const { data } = await perform(operations.run.list, actor, { limit: 50 }, { requestId });
  return data.map(({ id }) => id);
}

function mayRead(actor: Actor): Readable[] {
  return RESOURCES.filter(({ permission }) => actor.permissions.has(permission));
}

const isTemplate = ({ uri }: Readable) => uri.includes("{");

export function listResources(actor: Actor): Resource[] {
  return mayRead(actor)
    .filter((resource) => !isTemplate(resource))
    .map(({ uri, name, title, description }) => ({
      uri,
      name,
      title,
      description,
      mimeType: "application/json",
    }));
}

export function listResourceTemplates(actor: Actor): ResourceTemplate[] {
  return mayRead(actor)
    .filter(isTemplate)
    .map(({ uri, name, title, description }) => ({
      uriTemplate: uri,
      name,
      title,
      description,
      mimeType: "application/json",
    }));
}

/** Who completes the variable of a template. */
export function completerOf(uriTemplate: string): Readable["complete"] {
  return RESOURCES.find(({ uri }) => uri === uriTemplate)?.complete;
}

/** @throws McpError, with the problem as its data. */
export async function readResource(
  actor: Actor,
  uri: string,
  requestId: string,
): Promise<ReadResourceResult> {
  const found = RESOURCES.map((resource) => ({ resource, id: idIn(resource.uri, uri) })).find(
    ({ id }) => id !== undefined,
  );
  if (found?.id === undefined)
    throw new McpError(RESOURCE_NOT_FOUND, `There is no resource ${uri}.`, { uri });
  try {
    const content = await found.resource.read(actor, found.id, requestId);
    return { contents: [{ uri, mimeType: "application/json", text: JSON.stringify(content, null, 2) }] };
  } catch (error) {
    const problem = problemOf(error, requestId);
    throw new McpError(codeOf(error), problem.detail, { uri, problem });
  }
}

function codeOf(error: unknown): number {
  if (!isAppError(error)) return ErrorCode.InternalError;
  if (error.kind === "NotFound") return RESOURCE_NOT_FOUND;
  return error.kind === "Unavailable" ? ErrorCode.InternalError : ErrorCode.InvalidParams;
}

/** What stands for the variable when `uri` is of this form: "" when the form has none, undefined when it is not. */
function idIn(form: string, uri: string): string | undefined {
  const [before = ""] = form.split("{");
  if (!form.includes("{")) return form === uri ? "" : undefined;
  if (!uri.startsWith(before)) return undefined;
  const rest = uri.slice(before.length);
  if (rest === "" || rest.includes("/") || rest.includes("\0")) return undefined;
  try {
    return decodeURIComponent(rest);
  } catch {
    return undefined;
  }
}
