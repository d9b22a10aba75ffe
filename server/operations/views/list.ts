import { z } from "zod";
import { listViews, savedView } from "@/server/domain/inbox/saved-views";
import { SavedView } from "@/server/domain/inbox/schema";
import { operation } from "../operation";

export const listViewsOperation = operation({
  name: "view.list",
  summary: "List the caller's saved views and those shared with everybody",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({}),
  output: z.object({ data: z.array(SavedView) }),
  rest: { method: "GET", path: "/views" },
  run: async ({ actor, tx }) => ({
    data: (await listViews(tx, actor)).map((view) => savedView(view, actor)),
  }),
});
