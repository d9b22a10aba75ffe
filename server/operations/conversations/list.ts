import { z } from "zod";
import { listConversations } from "@/server/domain/conversations/list";
import {
  ConversationSort,
  ConversationStatus,
  ConversationSummary,
  Handoff,
} from "@/server/domain/conversations/schema";
import { Flag, Id, PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

const Time = z.iso.datetime({ offset: true, error: "must be a time such as 2026-01-31T09:00:00Z" });
/** One or several: in a query, the parameter is given once or more often. */
const several = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(item).max(20).optional());

export const listConversationsOperation = operation({
  name: "conversation.list",
  summary: "List and search conversations",
  description:
    "Newest first, or by `sort`. `search` looks for all words in what was said and in who takes part, in any form and with typing errors: `correctedTo` says what was looked for then, `found` where each conversation has it. Notes are searched with `notes`.",
  kind: "read",
  permission: "conversations:read",
  input: z.strictObject({
    search: z.string().max(200).optional(),
    notes: Flag.default(false),
    status: several(ConversationStatus),
    channel: several(z.string().max(50)),
    externalId: z.string().max(500).optional(),
    participantId: z.string().max(200).optional(),
    handoff: Handoff.optional(),
    with: Id.optional().describe("The person who has taken it over"),
    needsReply: Flag.optional(),
    from: Time.optional().describe("Of the last message"),
    until: Time.optional(),
    sort: ConversationSort.optional(),
    ...PageInput,
  }),
  output: pageOf(ConversationSummary).extend({ correctedTo: z.string().nullable() }),
  rest: { method: "GET", path: "/conversations" },
  mcp: { tool: "conversation_list" },
  run: ({ actor, tx }, { limit, cursor, sort, ...filter }) =>
    listConversations(tx, actor, filter, { limit, cursor, sort }),
});
