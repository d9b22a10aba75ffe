import type { Channel } from "@/server/connectors/channel";
import { emailConfigured, sendEmail } from "./send";
import { emailFor } from "./templates";

/** Mail to the recipient's own address. */
export const emailChannel: Channel = {
  name: "email",
  configured: emailConfigured,
  async send(notification) {
    const { email } = notification.recipient;
    if (!email)
      return { outcome: "skipped", code: "no_address", reason: "The recipient has no e-mail address." };
    return sendEmail({ to: email, ...emailFor(notification), idempotencyKey: notification.idempotencyKey });
  },
};
