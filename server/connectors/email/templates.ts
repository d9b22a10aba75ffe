import type { Notification } from "@/server/connectors/notification";
import { letterHtml, letterText } from "./html";

interface Email {
  subject: string;
  html: string;
  text: string;
}

interface Wording {
  action: string;
  paragraph: string;
  /** Why the recipient gets this. */
  reason: (workspace: string) => string;
}

const WORDING: Record<Notification["kind"], Wording> = {
  "task.assigned": {
    action: "Open the task",
    paragraph: "A task waits for an answer:",
    reason: (workspace) => `You get this because tasks of ${workspace} are assigned to you or your team.`,
  },
  "task.escalated": {
    action: "Open the task",
    paragraph: "Nobody has answered this task in time, so it has come to you:",
    reason: (workspace) => `You get this because tasks of ${workspace} escalate to you or your team.`,
  },
  "run.notice": {
    action: "Open the run",
    paragraph: "A workflow has news for you:",
    reason: (workspace) => `You get this because a workflow of ${workspace} tells you or your team.`,
  },
  invite: {
    action: "Accept the invitation",
    paragraph: "Accept the invitation to answer tasks together with your colleagues.",
    reason: (workspace) =>
      `You get this because somebody of ${workspace} entered your address. If you did not expect it, ignore it.`,
  },
  "password.reset": {
    action: "Set a new password",
    paragraph: "Somebody asked for a new password for your account:",
    reason: () =>
      "You get this because your address was entered at “Forgot your password?”. If that was not you, ignore it: your password stays as it is.",
  },
};

/** Kinds whose title says it all; the others' subject goes on with what it is about. */
const WHOLE_TITLES = new Set<Notification["kind"]>(["invite", "password.reset"]);

/** The mail for a notification, as HTML and as plain text; every text in it is escaped. */
export function emailFor(notification: Notification): Email {
  const wording = WORDING[notification.kind];
  const letter = {
    preview: notification.body,
    heading: notification.title,
    paragraphs: [`Hello ${notification.recipient.name},`, wording.paragraph],
    quote: notification.body,
    action: { label: wording.action, url: webUrl(notification.url) },
    footer: wording.reason(notification.workspace ?? "a workspace on Orkestra"),
  };
  return {
    subject: subjectLine(notification),
    html: letterHtml(letter),
    text: letterText(letter),
  };
}

/** One line without control characters, short enough to be shown whole by most clients. */
function subjectLine({ kind, title, body }: Notification): string {
  const subject = WHOLE_TITLES.has(kind) ? title : `${title}: ${body}`;
  const line = subject.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line.length > 120 ? `${Array.from(line).slice(0, 119).join("")}…` : line;
}

/** A link in a mail may only lead to a web page. */
function webUrl(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") throw new Error(`A mail can't link to ${protocol}`);
  return href;
}
