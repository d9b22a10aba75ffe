import { z } from "zod";
import {
  deleteDefinition,
  findDefinition,
  listDefinitions,
  putDefinition,
} from "@/server/domain/sla/definitions";
import { ChainSpec, ChainView, DefinitionName, putInput } from "@/server/domain/sla/schema";
import { operation } from "../operation";

export const listEscalationChains = operation({
  name: "escalationChain.list",
  summary: "List escalation chains",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({}),
  output: z.object({ data: z.array(ChainView) }),
  rest: { method: "GET", path: "/escalation-chains" },
  async run({ tx }) {
    return { data: await listDefinitions(tx, "chain") };
  },
});

export const getEscalationChain = operation({
  name: "escalationChain.get",
  summary: "Get an escalation chain",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ name: DefinitionName }),
  output: ChainView,
  rest: { method: "GET", path: "/escalation-chains/{name}" },
  async run({ tx }, { name }) {
    return findDefinition(tx, "chain", name);
  },
});

export const putEscalationChain = operation({
  name: "escalationChain.put",
  summary: "Make or change an escalation chain",
  description:
    "What is done step by step when a clock runs out: send it on, tell somebody, give it to the next, raise its priority, again and again. Tasks keep the version that they were opened with.",
  kind: "write",
  permission: "admin:settings",
  input: putInput(ChainSpec),
  output: ChainView,
  rest: { method: "PUT", path: "/escalation-chains/{name}" },
  async run({ actor, tx, now }, input) {
    await putDefinition({ tx, now, actor }, "chain", input);
    return findDefinition(tx, "chain", input.name);
  },
});

export const deleteEscalationChain = operation({
  name: "escalationChain.delete",
  summary: "Delete an escalation chain",
  description: "Only while no policy names it; open tasks keep their steps.",
  kind: "write",
  permission: "admin:settings",
  input: z.strictObject({ name: DefinitionName }),
  output: z.object({ id: z.string(), deleted: z.literal(true) }),
  rest: { method: "DELETE", path: "/escalation-chains/{name}" },
  async run({ actor, tx, now }, { name }) {
    const id = await deleteDefinition({ tx, now, actor }, "chain", name);
    return { id, deleted: true as const };
  },
});
