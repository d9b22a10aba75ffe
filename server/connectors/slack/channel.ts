import type { Channel } from "@/server/connectors/channel";
import type { Notification } from "@/server/connectors/notification";
import { env } from "@/server/platform/env";
import { postSlackMessage, slackConfigured } from "./post";

/** Slack's limit is 3000 characters for a section's text, after escaping, which makes five of one at worst. */
const QUOTE_CHARACTERS = 450;

/** One message in the deployment's shared channel (SLACK_CHANNEL). Links that are personal stay out of it. */
export const slackChannel: Channel = {
  name: "slack",
  configured: () => slackConfigured() && env().slackChannel !== undefined,
  async send(notification) {
    const { slackChannel: channel } = env();
    if (!channel) return { outcome: "skipped", code: "not_configured", reason: "SLACK_CHANNEL is not set." };
    if (notification.kind === "invite" || notification.kind === "password.reset") {
      return { outcome: "skipped", code: "personal", reason: "A personal link is not for a shared channel." };
    }
    return postSlackMessage({ channel, ...slackMessage(notification) });
  },
};

/** A notification in Slack's markup. */
function slackMessage({ kind, title, body, url, workspace }: Notification) {
  const heading = `*${escapeSlack(shorten(title))}*${workspace ? ` · ${escapeSlack(workspace)}` : ""}`;
  const link = `<${linkTarget(url)}|${kind === "run.notice" ? "Open the run" : "Open the task"}>`;
  const quote = escapeSlack(shorten(body))
    .split("\n")
    .map((line) => `>${line}`)
    .join("\n");
  const markdown = (text: string) => ({ type: "section" as const, text: { type: "mrkdwn" as const, text } });
  return {
    text: escapeSlack(`${title}: ${shorten(body)}`),
    blocks: [markdown(heading), markdown(quote), markdown(link)],
  };
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length > QUOTE_CHARACTERS
    ? `${characters.slice(0, QUOTE_CHARACTERS - 1).join("")}…`
    : text;
}

/** The three characters that Slack's markup is made of; so nobody's text can mention, link or call the channel. */
function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function linkTarget(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") throw new Error(`A message can't link to ${protocol}`);
  return href.replaceAll("|", "%7C").replaceAll(">", "%3E").replaceAll("<", "%3C").replaceAll("&", "&amp;");
}
