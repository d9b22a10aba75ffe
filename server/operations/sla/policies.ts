import { z } from "zod";
import {
  deleteDefinition,
  findDefinition,
  listDefinitions,
  putDefinition,
} from "@/server/domain/sla/definitions";
import { namesOf, refuseUnknownSla } from "@/server/domain/sla/names";
import { DefinitionName, PolicySpec, PolicyView, putInput } from "@/server/domain/sla/schema";
import { operation } from "../operation";

export const listSlaPolicies = operation({
  name: "slaPolicy.list",
  summary: "List SLA policies",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({}),
  output: z.object({ data: z.array(PolicyView) }),
  rest: { method: "GET", path: "/sla-policies" },
  async run({ tx }) {
    return { data: await listDefinitions(tx, "policy") };
  },
});

export const getSlaPolicy = operation({
  name: "slaPolicy.get",
  summary: "Get an SLA policy",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ name: DefinitionName }),
  output: PolicyView,
  rest: { method: "GET", path: "/sla-policies/{name}" },
  async run({ tx }, { name }) {
    return findDefinition(tx, "policy", name);
  },
});

export const putSlaPolicy = operation({
  name: "slaPolicy.put",
  summary: "Make or change an SLA policy",
  description:
    "How long each clock of a task may run, by priority, in which hours, what lets it stand still, and what happens when it runs out. A change is a new version, for tasks that are opened from then on.",
  kind: "write",
  permission: "admin:settings",
  input: putInput(PolicySpec),
  output: PolicyView,
  rest: { method: "PUT", path: "/sla-policies/{name}" },
  async run({ actor, tx, now }, input) {
    await refuseUnknownSla(tx, namesOf(input.spec, "spec"));
    await putDefinition({ tx, now, actor }, "policy", input);
    return findDefinition(tx, "policy", input.name);
  },
});

export const deleteSlaPolicy = operation({
  name: "slaPolicy.delete",
  summary: "Delete an SLA policy",
  description:
    "Only while no team and no workflow names it and it is not the default; open tasks keep their deadlines.",
  kind: "write",
  permission: "admin:settings",
  input: z.strictObject({ name: DefinitionName }),
  output: z.object({ id: z.string(), deleted: z.literal(true) }),
  rest: { method: "DELETE", path: "/sla-policies/{name}" },
  async run({ actor, tx, now }, { name }) {
    const id = await deleteDefinition({ tx, now, actor }, "policy", name);
    return { id, deleted: true as const };
  },
});
