import type { MadeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { MARK, none, type Samples, tag } from "./sample";

const definition = (title: string) => ({
  title,
  start: "wait",
  steps: {
    wait: { kind: "wait", signal: "go", next: "done" },
    done: { kind: "end" },
  },
});

export async function aWorkflow({ owner }: MadeTenant) {
  const name = `flow-${tag()}`;
  await perform(operations.workflow.put, owner, { name, ...definition(`${MARK} flow`) });
  return { name };
}

async function aTool({ owner }: MadeTenant) {
  const name = `tool_${tag()}`;
  await perform(operations.tool.put, owner, { name, description: MARK, url: "https://example.com/tool" });
  return { name };
}

async function aMemory({ owner }: MadeTenant) {
  const key = `memory-${tag()}`;
  await perform(operations.memory.put, owner, { key, text: `${MARK} words` });
  return { key };
}

async function aDraft({ owner }: MadeTenant) {
  const name = `draft-${tag()}`;
  await perform(operations.workflow.saveDraft, owner, { name, ...definition(`${MARK} draft`) });
  return { name };
}

export const workflows: Samples<"workflow" | "tool" | "memory"> = {
  "workflow.put": {
    input: () => ({ name: `flow-${tag()}`, ...definition("Flow") }),
    bad: { start: 5 },
    stranger: "nothing",
  },
  "workflow.list": { ...none, bad: { limit: "many" } },
  "workflow.get": { input: aWorkflow, bad: { version: "x" }, stranger: "notFound" },
  "workflow.check": {
    input: () => ({ definition: definition("Checked") }),
    bad: { definition: 1 },
    stranger: "nothing",
  },
  "workflow.draft": { input: aDraft, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.saveDraft": {
    input: () => ({ name: `draft-${tag()}`, ...definition("Draft") }),
    bad: { name: "No Name" },
    stranger: "nothing",
  },
  "workflow.discardDraft": { input: aDraft, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.publish": { input: aDraft, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.update": {
    input: async (tenant) => ({ ...(await aWorkflow(tenant)), concurrency: 3 }),
    bad: { concurrency: 0 },
    stranger: "notFound",
  },
  "workflow.pause": { input: aWorkflow, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.resume": { input: aWorkflow, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.archive": { input: aWorkflow, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.unarchive": { input: aWorkflow, bad: { name: "No Name" }, stranger: "notFound" },
  "tool.put": {
    input: () => ({ name: `tool_${tag()}`, url: "https://example.com/tool" }),
    bad: { url: "no url" },
    stranger: "nothing",
  },
  "tool.list": { ...none, bad: { limit: 0 } },
  "tool.get": { input: aTool, bad: { name: "No name" }, stranger: "notFound" },
  "tool.delete": { input: aTool, bad: { name: "No name" }, stranger: "notFound" },
  "memory.put": {
    input: () => ({ key: `memory-${tag()}`, text: "Words" }),
    bad: { text: "" },
    stranger: "nothing",
  },
  "memory.list": { ...none, bad: { limit: 0 } },
  "memory.delete": { input: aMemory, bad: { key: "x".repeat(300) }, stranger: "notFound" },
};
