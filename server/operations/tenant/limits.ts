import { z } from "zod";
import type { Tx } from "@/db/tenancy";
import { tasksToday } from "@/server/domain/tasks/limit";
import { changeLimits } from "@/server/domain/tenants/limits";
import { findTenant } from "@/server/domain/tenants/queries";
import { LimitsChange, LimitsView } from "@/server/domain/tenants/schema";
import type { TenantLimits } from "@/server/domain/tenants/settings";
import { runsUnderWay } from "@/server/engine/shell/admission";
import { send } from "@/server/jobs/send";
import { operation } from "../operation";

export const getLimits = operation({
  name: "tenant.limits",
  summary: "Get the workspace's limits and what is used of them",
  kind: "read",
  permission: "admin:settings",
  input: z.strictObject({}),
  output: LimitsView,
  rest: { method: "GET", path: "/tenant/limits" },
  mcp: { tool: "tenant_limits" },
  async run({ actor, tx, now }) {
    const { limits } = await findTenant(tx, actor.tenantId);
    return limitsView(tx, now, limits);
  },
});

export const updateLimits = operation({
  name: "tenant.updateLimits",
  summary: "Change the workspace's limits",
  description:
    "Null lifts a limit. Runs past `maxConcurrentWorkflows` are queued and begin as others end; tasks past `maxTasksPerDay` are refused until midnight UTC. Other processes know of a change after 5 seconds at most.",
  kind: "write",
  permission: "admin:settings",
  input: LimitsChange,
  output: LimitsView,
  rest: { method: "PATCH", path: "/tenant/limits" },
  async run({ actor, tx, now }, change) {
    const { tenantId } = actor;
    const limits = await changeLimits(tx, now, tenantId, change);
    // There may be room now for runs that wait.
    send(tx, "run.admit", { tenantId });
    return limitsView(tx, now, limits);
  },
});

async function limitsView(tx: Tx, now: Date, limits: TenantLimits): Promise<LimitsView> {
  const { opened, resetsAt } = await tasksToday(tx, now);
  return {
    maxConcurrentWorkflows: { limit: limits.maxConcurrentWorkflows ?? null, ...(await runsUnderWay(tx)) },
    maxTasksPerDay: { limit: limits.maxTasksPerDay ?? null, used: opened, resetsAt: resetsAt.toISOString() },
  };
}
