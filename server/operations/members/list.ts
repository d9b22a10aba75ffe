import { z } from "zod";
import { listMembers as listSeats } from "@/server/domain/members/queries";
import { MemberView, RoleName } from "@/server/domain/members/schema";
import { memberView } from "@/server/domain/members/view";
import { PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

const Flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")], {
  error: "must be true or false",
});

export const listMembers = operation({
  name: "member.list",
  summary: "List the workspace's members",
  description: "By name. Filters add up.",
  kind: "read",
  permission: "members:read",
  input: z.strictObject({
    query: z.string().trim().max(200).optional().describe("Words of the name or e-mail address"),
    role: RoleName.optional(),
    active: Flag.optional().describe("Only active members, or only deactivated ones"),
    ...PageInput,
  }),
  output: pageOf(MemberView),
  rest: { method: "GET", path: "/members" },
  mcp: { tool: "user_list" },
  async run({ actor, tx, now }, { limit, cursor, ...filter }) {
    const { rows, nextCursor } = await listSeats(tx, actor.tenantId, filter, { limit, cursor });
    return { data: rows.map((row) => memberView(row, now)), nextCursor };
  },
});
