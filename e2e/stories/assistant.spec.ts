import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { expect, test } from "@/e2e/support/story";

const TOOLS = [
  ...["workflow_start", "workflow_get", "workflow_list", "workflow_signal", "workflow_cancel"],
  ...["workflow_history", "task_create", "task_get", "task_list", "task_complete", "task_reassign"],
  ...["task_add_comment", "conversation_create", "conversation_get", "conversation_append"],
  ...["conversation_list", "tenant_get", "user_list", "team_list", "team_members"],
];

/** An assistant that has connected with this key. */
async function connect(url: string, key: string): Promise<Client> {
  const client = new Client({ name: "story", version: "1.0.0" });
  const headers = { authorization: `Bearer ${key}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return client;
}

test("an assistant finds every tool, with what goes in and comes out", async ({ demo }) => {
  const client = await connect(demo.mcpUrl, demo.apiKey);
  expect(client.getServerVersion()?.name).toMatch(/orkestra/i);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(TOOLS));
  for (const tool of tools) {
    expect(tool.description, tool.name).toBeTruthy();
    expect(tool.inputSchema.type, tool.name).toBe("object");
    expect(tool.outputSchema?.type, tool.name).toBe("object");
    expect(tool.annotations?.readOnlyHint, tool.name).toEqual(expect.any(Boolean));
  }
  await client.close();
});

test("an assistant starts a workflow, answers its task, and reads what came of it", async ({
  workspace,
  demo,
  visit,
}) => {
  const client = await connect(demo.mcpUrl, workspace.apiKey);
  const call = async (name: string, args: Record<string, unknown>) => {
    const result = (await client.callTool({ name, arguments: args })) as CallToolResult;
    expect(result.isError, JSON.stringify(result.content)).toBeFalsy();
    return result.structuredContent as Record<string, unknown>;
  };
  const read = async (uri: string) => {
    const { contents } = await client.readResource({ uri });
    return JSON.parse((contents[0] as { text: string }).text);
  };
  const input = { question: "May I take a test drive?", confidence: 0.2 };
  const run = await call("workflow_start", { workflow: "support-escalation", input });
  const waiting = async () => (await call("task_list", { runId: run.id })).data as { id: string }[];
  await expect.poll(async () => (await waiting()).length).toBe(1);
  const [task] = await waiting();
  expect((await read("orkestra://tasks/pending")).data).toMatchObject([{ id: task?.id }]);
  expect((await read("orkestra://tasks/pending/support-l1")).data).toHaveLength(1);

  const formData = { answer: "Any day after ten.", shouldFollowUp: false };
  await call("task_complete", { taskId: task?.id, formData });
  const ended = () => call("workflow_get", { runId: run.id });
  await expect.poll(async () => (await ended()).status).toBe("completed");
  expect((await ended()).output).toMatchObject({
    answer: "Any day after ten.",
    answeredBy: { type: "assistant", name: "Support bot", channel: "mcp" },
  });
  expect(await read(`orkestra://workflows/${run.id}`)).toMatchObject({ status: "completed" });
  expect((await read("orkestra://workflows")).data).toMatchObject([{ name: "support-escalation" }]);
  expect(await read("orkestra://tenant/config")).toMatchObject({ slug: workspace.slug });
  expect((await read("orkestra://tasks/pending")).data).toEqual([]);
  await client.close();

  const page = await visit(workspace.owner, `/tasks/${task?.id}`);
  await expect(page.getByRole("region", { name: "Outcome" })).toContainText("through an assistant");
});

test("a wrong key is refused before anything is said", async ({ demo }) => {
  await expect(connect(demo.mcpUrl, `${demo.apiKey}x`)).rejects.toThrow(/401|unauthori[sz]ed/i);
});
