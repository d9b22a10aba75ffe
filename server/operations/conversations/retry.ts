import { z } from "zod";
import { noteChange } from "@/db/changes";
import { sendAgain } from "@/server/domain/conversations/deliveries";
import { findMessage } from "@/server/domain/conversations/queries";
import { MessageView } from "@/server/domain/conversations/schema";
import { messageViews } from "@/server/domain/conversations/view";
import { Id } from "@/server/domain/schema";
import { conflict } from "@/server/platform/errors";
import { operation } from "../operation";

export const retryMessage = operation({
  name: "conversation.retry",
  summary: "Send a message again that could not be delivered",
  kind: "write",
  permission: "conversations:write",
  input: z.strictObject({ conversationId: Id, messageId: Id }),
  output: MessageView,
  rest: { method: "POST", path: "/conversations/{conversationId}/messages/{messageId}/retry" },
  async run({ actor, tx }, { conversationId, messageId }) {
    const message = await findMessage(tx, conversationId, messageId);
    if (!(await sendAgain(tx, actor.tenantId, messageId))) {
      throw conflict("message_not_failed", "Only a message whose delivery failed can be sent again.");
    }
    noteChange(tx, actor.tenantId, "conversation", conversationId);
    const [view] = await messageViews(tx, [message]);
    if (!view) throw new Error("a message has no view");
    return view;
  },
});
