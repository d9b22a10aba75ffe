import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { callerOfRequest } from "@/server/auth/request";
import type { Actor } from "@/server/platform/actor";
import { unauthenticated } from "@/server/platform/errors";
import { problemResponse, RequestError } from "./errors";
import {
  answerLogged,
  type RequestLine,
  readBody,
  refuseUnknownHost,
  requestIdOf,
  requireJson,
} from "./http";
import { parseJson } from "./json";
import { getPrompt, listPrompts, promptCompleter } from "./mcp-prompts";
import { completerOf, listResources, listResourceTemplates, readResource } from "./mcp-resources";
import { callTool, listTools } from "./mcp-tools";
import { API_VERSION } from "./openapi";

const INSTRUCTIONS = `Orkestra lets durable workflows ask people. A workflow runs as a run; where it needs a person it opens a task with a form and deadlines; the answer flows back into the run and the conversation.
Start a run with workflow_start and watch it with workflow_get and workflow_history; it may wait hours for a person, so do not poll in a tight loop. Find what waits for people with task_list or orkestra://tasks/pending. Before task_complete read the task with task_get and pass its revision, so that you never answer a question that has changed. Everything you do is recorded under your API key's name.
Writes take an idempotency key as _meta.idempotencyKey: the same key again gives the first result and does nothing. Lists give nextCursor; pass it as cursor for the next page. Times are ISO 8601 in UTC.`;

/** Completions are suggestions: as many as the specification lets one answer carry. */
const MOST_COMPLETIONS = 100;

/**
 * Answers `/api/mcp`: Streamable HTTP without sessions, a server and transport for each request, so that any process can
 * answer any of them. Only an API key opens it.
 */
export async function handleMcp(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  const line: RequestLine = { method: request.method, route: "/api/mcp", requestId };
  return answerLogged(line, async () => {
    try {
      refuseUnknownHost(request);
      if (request.method !== "POST") throw onlyPost(request.method);
      const actor = await assistantOf(request);
      line.tenantId = actor.tenantId;
      requireJson(request);
      const parsedBody = parseJson(await readBody(request));
      const response = await answer(request, parsedBody, actor, requestId);
      response.headers.set("X-Request-Id", requestId);
      response.headers.set("Cache-Control", "no-store");
      return response;
    } catch (error) {
      return problemResponse(error, requestId);
    }
  });
}

/** Without sessions there is no stream to listen to (GET) and no session to end (DELETE); the specification says 405. */
function onlyPost(method: string): RequestError {
  return new RequestError(405, "method_not_allowed", `${method} does not work here; POST does.`, {
    Allow: "POST",
  });
}

/** The key's actor, known in every history as the assistant that it is. A session cookie opens nothing here. */
async function assistantOf(request: Request): Promise<Actor> {
  const caller = await callerOfRequest(request);
  if (caller.type !== "apiKey") {
    throw unauthenticated(
      "Send an API key: `Authorization: Bearer ork_live_…`. Keys are made in the settings.",
    );
  }
  return { ...caller, type: "assistant", channel: "mcp" };
}

async function answer(
  request: Request,
  parsedBody: unknown,
  actor: Actor,
  requestId: string,
): Promise<Response> {
  const server = serverFor(actor, requestId);
  // JSON, not a stream: no answer here takes long, and it passes every proxy.
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await Promise.race([transport.handleRequest(request, { parsedBody }), gone(request.signal)]);
  } finally {
    await server.close();
  }
}

/** A call that its own batch cancels is never answered; who has hung up is not waited for. */
function gone(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener(
      "abort",
      () => reject(new RequestError(400, "client_gone", "The client hung up.")),
      {
        once: true,
      },
    );
  });
}

function serverFor(actor: Actor, requestId: string): Server {
  const server = new Server(
    { name: "orkestra", title: "Orkestra", version: API_VERSION },
    { capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listTools(actor) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const result = await callTool(actor, params, requestId);
    if (!result) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
    return result;
  });
  server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: listResources(actor) }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: listResourceTemplates(actor),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) =>
    readResource(actor, params.uri, requestId),
  );
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: listPrompts() }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => getPrompt(params.name, params.arguments));
  server.setRequestHandler(CompleteRequestSchema, async ({ params: { ref, argument } }) => {
    const complete =
      ref.type === "ref/prompt" ? promptCompleter(ref.name, argument.name) : completerOf(ref.uri);
    const all = complete ? await complete(actor, requestId).catch(() => []) : [];
    const values = all.filter((value) => value.startsWith(argument.value));
    return { completion: { values: values.slice(0, MOST_COMPLETIONS), total: values.length } };
  });
  return server;
}
