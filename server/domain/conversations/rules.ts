/** Who may do what with a conversation, and by which way words leave it. Shared with pages. */
import type { ConversationStatus, DeliveryVia, Handoff, Participant } from "./schema";

interface Situation {
  status: ConversationStatus;
  handoff: Handoff;
}

export type ConversationAct =
  | "reply"
  | "takeOver"
  | "handBack"
  | "close"
  | "reopen"
  | "archive"
  | "unarchive";

/** Why an act makes no sense for a conversation as it is, as a stable code; null when it does. */
export function whyNot(act: ConversationAct, { status, handoff }: Situation): string | null {
  switch (act) {
    case "reply":
    case "takeOver":
      return status === "archived" ? "conversation_archived" : null;
    case "handBack":
      return handoff === "human" ? null : "conversation_with_ai";
    case "close":
      return status === "active" ? null : "conversation_not_active";
    case "reopen":
      return status === "closed" ? null : "conversation_not_closed";
    case "archive":
      return status === "archived" ? "conversation_archived" : null;
    case "unarchive":
      return status === "archived" ? null : "conversation_not_archived";
  }
}

interface Reachable {
  channel: string;
  participant: Participant;
  callbackUrl: string | null;
}

/** By which way a person's words leave a conversation; null when only the API tells of them. */
export function deliveryVia({ channel, participant, callbackUrl }: Reachable): DeliveryVia | null {
  if (callbackUrl) return "callback";
  return channel === "email" && addressOf(participant) ? "email" : null;
}

/** The participant's e-mail address, which their id may be. */
export function addressOf({ id, email }: Participant): string | null {
  if (email) return email;
  return /^[^\s@]+@[^\s@]+$/.test(id) ? id : null;
}
