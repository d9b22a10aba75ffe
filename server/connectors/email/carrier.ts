import type { Carrier, OutgoingMessage } from "@/server/connectors/carrier";
import { escapeHtml } from "./html";
import { sendEmail } from "./send";

/** A mail to the participant, as a person would write it: no frame, no button. */
export const emailCarrier: Carrier = {
  name: "email",
  async carry(message) {
    const { address } = message;
    if (!address) {
      return { outcome: "failed", code: "no_address", reason: "The participant has no e-mail address." };
    }
    return sendEmail({
      to: address,
      subject: subjectOf(message),
      text: message.content,
      html: htmlOf(message.content),
      idempotencyKey: message.id,
      ...threadOf(message.conversation.externalId),
      attachments: message.files.map(({ name, content }) => ({ filename: name, content })),
    });
  },
};

function subjectOf({ conversation, workspace }: OutgoingMessage): string {
  const subject = (conversation.subject ?? `Your message to ${workspace}`)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  const answer = /^re:/i.test(subject) ? subject : `Re: ${subject}`;
  return Array.from(answer).slice(0, 200).join("");
}

function htmlOf(text: string): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll("\n", "<br>")}</p>`);
  return `<!doctype html><meta charset="utf-8">${paragraphs.join("\n")}`;
}

/** An externalId that is a Message-ID is the mail that is answered: clients show both as one conversation. */
function threadOf(externalId: string | null): { headers?: Record<string, string> } {
  if (!externalId || !/^<[^<>\s]+@[^<>\s]+>$/.test(externalId)) return {};
  return { headers: { "In-Reply-To": externalId, References: externalId } };
}
