import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTeam, makeTenant } from "@/db/factories";
import { startQueue } from "@/server/jobs/worker";
import { answer } from "@/server/launch/bridge";
import type { Actor } from "@/server/platform/actor";
import type { Permission } from "@/server/platform/permissions";
import { testDatabase } from "@/server/testing/database";
import { keyHeaders, sessionHeaders } from "@/server/testing/requests";
import { handleMcp } from "./mcp";

testDatabase();

let server: Server;
let url: URL;
let owner: Actor;
let client: Client;
const clients: Client[] = [];

beforeAll(async () => {
  server = createServer((req, res) => void answer(handleMcp, req, res));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/mcp`);
  const tenant = await makeTenant();
  owner = tenant.owner;
  await makeTeam(tenant, { slug: "support-l1", members: [owner] });
  await startQueue();
  client = await connect(owner);
});

afterAll(async () => {
  await Promise.all(clients.map((open) => open.close()));
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

async function connect(actor: Actor, scopes?: Permission[]): Promise<Client> {
  const headers = await keyHeaders(actor, scopes);
  const opened = new Client({ name: "test", version: "1.0.0" });
  await opened.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  clients.push(opened);
  return opened;
}

async function call(name: string, args: Record<string, unknown> = {}, _meta?: Record<string, unknown>) {
  return (await client.callTool({ name, arguments: args, ...(_meta ? { _meta } : {}) })) as CallToolResult & {
    structuredContent: Record<string, unknown>;
  };
}

const task = {
  title: "Is this refund right?",
  form: { fields: { approved: { type: "boolean", required: true } } },
  assignTo: { team: "support-l1" },
};

describe("the tools", () => {
  test("are those the issue names, each with schemas and annotations", async () => {
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    const promised =
      "workflow_start workflow_get workflow_list workflow_signal workflow_cancel workflow_history task_create task_get task_list task_complete task_reassign task_add_comment conversation_create conversation_get conversation_append conversation_reply conversation_hand_back conversation_close conversation_list tenant_get user_list team_list team_members";
    expect(names).toEqual(expect.arrayContaining(promised.split(" ")));
    for (const tool of tools) {
      expect(tool.inputSchema.type).toBe("object");
      expect(tool.outputSchema?.type).toBe("object");
      expect(tool.description).toBeTruthy();
      expect(tool.annotations).toMatchObject({ openWorldHint: false, readOnlyHint: expect.any(Boolean) });
    }
    expect(tools.find(({ name }) => name === "task_list")?.annotations?.readOnlyHint).toBe(true);
    expect(tools.find(({ name }) => name === "workflow_cancel")?.annotations?.destructiveHint).toBe(true);
  });

  test("shown are only those that the key may use, and the others refuse it", async () => {
    const reader = await connect(owner, ["tasks:read"]);
    const { tools } = await reader.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["task_get", "task_list"]));
    expect(tools.filter(({ annotations }) => !annotations?.readOnlyHint)).toEqual([]);
    const others = ["task_create", "workflow_list", "workflow_get", "conversation_list", "team_list"];
    expect(names.filter((name) => others.includes(name))).toEqual([]);
    const refused = await reader.callTool({ name: "task_create", arguments: task });
    expect(refused.isError).toBe(true);
    expect(refused._meta?.problem).toMatchObject({ code: "forbidden", status: 403 });
    expect((await reader.listResources()).resources.map(({ uri }) => uri)).toEqual([
      "orkestra://tasks/pending",
    ]);
  });

  test("carry a question to its answer, and history says that an assistant did it", async () => {
    const opened = await call("task_create", task);
    const id = opened.structuredContent.id as string;
    const done = await call("task_complete", { taskId: id, formData: { approved: true }, revision: 1 });
    expect(done.isError).toBeFalsy();
    expect(done.structuredContent).toMatchObject({
      status: "completed",
      completedVia: "mcp",
      completedBy: { type: "assistant", name: "Test key" },
    });
    expect(JSON.parse((done.content[0] as { text: string }).text)).toEqual(done.structuredContent);
  });

  test("tell what is wrong field by field, as an answer and not as a broken protocol", async () => {
    const refused = await call("task_create", { title: "", form: { fields: {} } });
    expect(refused.isError).toBe(true);
    expect(refused._meta?.problem).toMatchObject({ code: "invalid_input", errors: [{ path: "title" }] });
    expect((refused.content[0] as { text: string }).text).toMatch(/- title: /);
  });

  test("do a write once for each idempotency key", async () => {
    const first = await call("task_create", task, { idempotencyKey: "m-1" });
    const again = await call("task_create", task, { idempotencyKey: "m-1" });
    expect(again.structuredContent.id).toBe(first.structuredContent.id);
  });

  test("start a workflow and follow its run", async () => {
    const definition = {
      title: "Ask",
      start: "ask",
      steps: {
        ask: { kind: "task", title: "Well?", form: task.form, assignTo: task.assignTo, next: "done" },
        done: { kind: "end", output: { approved: "${steps.ask.output.approved}" } },
      },
    };
    expect((await call("workflow_put", { name: "ask", definition })).isError).toBeFalsy();
    const { structuredContent: run } = await call("workflow_start", { workflow: "ask", input: {} });
    const waiting = await call("task_list", { runId: run.id as string });
    const [asked] = waiting.structuredContent.data as { id: string }[];
    await call("task_complete", { taskId: asked?.id, formData: { approved: true } });
    const ended = await call("workflow_get", { runId: run.id as string });
    expect(ended.structuredContent).toMatchObject({ status: "completed", output: { approved: true } });
  });

  test("that are none are an error of the protocol", async () => {
    await expect(client.callTool({ name: "task_missDeadline", arguments: {} })).rejects.toThrow(/no tool/);
  });
});

describe("the resources", () => {
  async function read(uri: string) {
    const { contents } = await client.readResource({ uri });
    return JSON.parse((contents[0] as { text: string }).text);
  }

  test("are listed, and so are their templates", async () => {
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual([
      "orkestra://workflows",
      "orkestra://tasks/pending",
      "orkestra://tenant/config",
    ]);
    expect((await client.listResourceTemplates()).resourceTemplates.map((t) => t.uriTemplate)).toEqual([
      "orkestra://workflows/{id}",
      "orkestra://tasks/pending/{teamId}",
      "orkestra://conversations/{id}",
    ]);
  });

  test("show workflows, runs, pending tasks, conversations and the workspace", async () => {
    await call("task_create", task);
    await call("workflow_put", {
      name: "nothing",
      definition: { title: "Nothing", start: "end", steps: { end: { kind: "end" } } },
    });
    const { structuredContent: run } = await call("workflow_start", { workflow: "nothing" });
    const { structuredContent: talk } = await call("conversation_create", { participant: { id: "1" } });
    expect((await read("orkestra://workflows")).data.map((w: { name: string }) => w.name)).toContain(
      "nothing",
    );
    expect(await read("orkestra://workflows/nothing")).toMatchObject({ definition: { title: "Nothing" } });
    expect(await read(`orkestra://workflows/${run.id}`)).toMatchObject({ status: "completed" });
    const pending = await read("orkestra://tasks/pending");
    expect(pending.data.length).toBeGreaterThan(0);
    expect(new Set(pending.data.map((t: { status: string }) => t.status))).not.toContain("completed");
    expect((await read("orkestra://tasks/pending/support-l1")).data).toHaveLength(pending.data.length);
    expect(await read(`orkestra://conversations/${talk.id}`)).toMatchObject({ id: talk.id, messages: [] });
    expect(await read("orkestra://tenant/config")).toMatchObject({ id: owner.tenantId });
  });

  test("that are not there, or a stranger's, are not found", async () => {
    const stranger = await connect((await makeTenant()).owner);
    const { structuredContent: talk } = await call("conversation_create", { participant: { id: "1" } });
    const uri = `orkestra://conversations/${talk.id}`;
    await expect(stranger.readResource({ uri })).rejects.toMatchObject({ code: -32002 });
    await expect(client.readResource({ uri: "orkestra://nothing" })).rejects.toMatchObject({ code: -32002 });
    await expect(client.readResource({ uri: "orkestra://workflows/none" })).rejects.toMatchObject({
      code: -32002,
    });
  });

  test("complete what is typed", async () => {
    const { completion } = await client.complete({
      ref: { type: "ref/resource", uri: "orkestra://tasks/pending/{teamId}" },
      argument: { name: "teamId", value: "supp" },
    });
    expect(completion.values).toEqual(["support-l1"]);
  });
});

test("the prompts take their arguments and insist on those they need", async () => {
  const { prompts } = await client.listPrompts();
  expect(prompts.map(({ name }) => name)).toEqual(["answer_next_task", "explain_run", "triage_pending"]);
  const { messages } = await client.getPrompt({ name: "triage_pending", arguments: { team: "support-l1" } });
  expect(JSON.stringify(messages)).toContain("orkestra://tasks/pending/support-l1");
  await expect(client.getPrompt({ name: "explain_run" })).rejects.toThrow(/runId/);
});

describe("the endpoint", () => {
  const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
  const ping = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });

  async function post(more: Record<string, string>, body = ping) {
    const { port } = url;
    // fetch sets Host by itself; a raw handler call shows what a rebound name would do.
    return handleMcp(
      new Request(`http://127.0.0.1:${port}/api/mcp`, {
        method: "POST",
        headers: { ...headers, ...more },
        body,
      }),
    );
  }

  test("is closed without an API key, also to a session", async () => {
    const closed: Record<string, string>[] = [
      {},
      await sessionHeaders(owner),
      { ...(await sessionHeaders(owner)), authorization: "Basic eDp5" },
      { authorization: "Bearer ork_live_nope" },
    ];
    for (const more of closed) {
      const refused = await post(more);
      expect(refused.status).toBe(401);
      expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
    }
  });

  test("is closed to names and pages that are not ours (DNS rebinding)", async () => {
    const key = await keyHeaders(owner);
    expect((await post({ ...key, host: "evil.example" })).status).toBe(421);
    expect((await post({ ...key, origin: "https://evil.example" })).status).toBe(403);
    expect((await post({ ...key, host: "localhost:3000", origin: "http://localhost:3000" })).status).toBe(
      200,
    );
  });

  test("has no sessions: GET and DELETE say so", async () => {
    for (const method of ["GET", "DELETE"]) {
      const refused = await handleMcp(new Request(url, { method, headers: { accept: "text/event-stream" } }));
      expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST"]);
    }
  });

  test("answers broken JSON with a refusal", async () => {
    expect((await post(await keyHeaders(owner), "{nope")).status).toBe(400);
  });
});
