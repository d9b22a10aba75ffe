import type { Notification } from "./notification";
import type { Outcome } from "./outcome";

/** A way to reach people outside the dashboard. */
export interface Channel {
  name: string;
  /** Whether this deployment's settings allow to send. */
  configured(): boolean;
  /** Makes one attempt and never throws for what the outside system does; the caller's queue does the retries. */
  send(notification: Notification): Promise<Outcome>;
}
