import type { Notification } from "@/server/connectors/notification";
import { tellerIn } from "@/server/platform/words/words";
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
  "task.woken": {
    action: "Open the task",
    paragraph: "A task that was put off is back:",
    reason: (workspace) => `You get this because you put off a task of ${workspace}, or have claimed it.`,
  },
  "task.customerWrote": {
    action: "Open the task",
    paragraph: "There is news in a task of yours:",
    reason: (workspace) => `You get this because you have claimed a task of ${workspace}.`,
  },
  "task.mentioned": {
    action: "Open the task",
    paragraph: "Somebody mentioned you in a comment:",
    reason: (workspace) => `You get this because you are a member of ${workspace}.`,
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

/** Kinds whose body is ours as well; the others' is what somebody wrote, in whatever language. */
const OWN_BODIES = new Set<Notification["kind"]>(["invite", "password.reset"]);

/**
 * The mail for a notification in its recipient's language, as HTML and as plain text; every text in it is escaped.
 */
export function emailFor(notification: Notification): Email {
  const { kind, recipient, workspace, url } = notification;
  const language = recipient.locale ?? "en";
  const tell = tellerIn(language);
  const title = kind === "run.notice" ? notification.title : tell(notification.title);
  const body = OWN_BODIES.has(kind) ? tell(notification.body) : notification.body;
  const wording = WORDING[kind];
  const letter = {
    language,
    preview: body,
    heading: title,
    paragraphs: [tell(`Hello ${recipient.name},`), tell(wording.paragraph)],
    quote: body,
    action: { label: tell(wording.action), url: webUrl(url) },
    otherwise: tell("If the button does not work, open this address:"),
    footer: tell(wording.reason(workspace ?? "a workspace on Orkestra")),
  };
  return {
    subject: subjectLine({ kind, title, body }),
    html: letterHtml(letter),
    text: letterText(letter),
  };
}

/** One line without control characters, short enough to be shown whole by most clients. */
function subjectLine({ kind, title, body }: Pick<Notification, "kind" | "title" | "body">): string {
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
