import type { Outcome } from "./outcome";

/** A file that goes with a message. */
interface CarriedFile {
  name: string;
  mediaType: string;
  /** Where the receiver can fetch it with an API key. */
  url: string;
  content: Buffer;
}

/** What a person or a workflow says in a conversation, on its way to the participant. */
export interface OutgoingMessage {
  /** The same for every attempt, so that the receiver can drop repetitions. */
  id: string;
  conversation: {
    id: string;
    channel: string;
    externalId: string | null;
    subject: string | null;
    participant: { id: string; name?: string | undefined; email?: string | undefined };
  };
  role: string;
  content: string;
  /** Who says it. */
  author: { type: string; id: string; name: string };
  files: CarriedFile[];
  /** By name, for people. */
  workspace: string;
  /** The participant's e-mail address, if one is known. */
  address: string | null;
  /** Where the bot hears what is said, and the tenant's secret that signs it. */
  callback: { url: string; secret: string } | null;
  createdAt: string;
}

/** A way by which what is said in a conversation gets to its participant. */
export interface Carrier {
  name: string;
  /** Makes one attempt and never throws for what the outside system does; the caller's queue does the retries. */
  carry(message: OutgoingMessage, signal: AbortSignal): Promise<Outcome>;
}
