import { z } from "zod";
import { TeamState } from "@/server/domain/home/schema";
import { teamState } from "@/server/domain/home/team-state";
import { TimeZone } from "@/server/domain/schema";
import { operation } from "../operation";

export const getTeamState = operation({
  name: "home.teamState",
  summary: "See how the workspace's work stands today",
  description:
    "Open, claimed, late and answered tasks as a whole, by team and by person, with the median answer time.",
  kind: "read",
  permission: "tasks:admin",
  input: z.strictObject({ timeZone: TimeZone.default("UTC").describe("Where today is") }),
  output: TeamState,
  rest: { method: "GET", path: "/team-state" },
  mcp: { tool: "team_state" },
  run: ({ actor, tx, now }, { timeZone }) => teamState(tx, now, actor.tenantId, timeZone),
});
