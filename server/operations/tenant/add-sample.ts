import { z } from "zod";
import { addSampleTeams } from "@/server/domain/teams/sample";
import { TeamView } from "@/server/domain/teams/schema";
import { teamView } from "@/server/domain/teams/view";
import { publish } from "@/server/domain/workflows/publish";
import { SAMPLE_WORKFLOW, sampleDefinition } from "@/server/domain/workflows/sample";
import { checkDefinition } from "@/server/engine/core/definition";
import { forbidden } from "@/server/platform/errors";
import type { Permission } from "@/server/platform/permissions";
import { operation } from "../operation";

const ALSO_NEEDED: Permission[] = ["admin:teams", "workflows:write"];

export const addSample = operation({
  name: "tenant.addSample",
  summary: "Add the sample workflow and its teams",
  description:
    "Publishes `support-escalation` and makes the teams it asks (support-l1, support-l2, admins) with you in them. What is there already stays as it is.",
  kind: "write",
  permission: "admin:settings",
  input: z.strictObject({}),
  output: z.object({
    workflow: z.object({ id: z.string(), name: z.string(), version: z.number().int() }),
    teams: z.array(TeamView),
  }),
  rest: { method: "POST", path: "/tenant/sample" },
  async run({ actor, tx, now }) {
    const missing = ALSO_NEEDED.find((permission) => !actor.permissions.has(permission));
    if (missing) throw forbidden(`This needs the permission ${missing} too, which you do not have.`);
    const teams = await addSampleTeams({ tx, now, actor });
    const checked = checkDefinition(sampleDefinition);
    if (!checked.ok) throw new Error("the sample workflow is no valid definition");
    const { workflow } = await publish({ tx, now, actor }, SAMPLE_WORKFLOW, checked.definition);
    const { id, name, latestVersion: version } = workflow;
    return { workflow: { id, name, version }, teams: teams.map(teamView) };
  },
});
