import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resetEnv } from "@/server/platform/env";
import { channels } from "./channels";
import type { Notification } from "./notification";
import { json, type Receiver, startReceiver } from "./testing/receiver";

const notification: Notification = {
  tenantId: "t",
  kind: "task.escalated",
  recipient: { name: "Ada", email: "ada@example.com" },
  title: "Escalated to Support L2",
  body: "A customer needs a person",
  url: "https://orkestra.example.com/tasks/1",
  idempotencyKey: "n1",
};

const settings = ["RESEND_API_KEY", "RESEND_BASE_URL", "SLACK_BOT_TOKEN", "SLACK_API_URL", "SLACK_CHANNEL"];
let outside: Receiver;

beforeEach(async () => {
  outside = await startReceiver((response, { path }) =>
    json(response, 200, path === "/emails" ? { id: "mail-1" } : { ok: true, ts: "1.2" }),
  );
});

afterEach(async () => {
  await outside.close();
  for (const name of settings) delete process.env[name];
  resetEnv();
});

function configure(): void {
  process.env.RESEND_API_KEY = "re_test";
  process.env.RESEND_BASE_URL = outside.url;
  process.env.SLACK_BOT_TOKEN = "xoxb-test";
  process.env.SLACK_API_URL = outside.url;
  process.env.SLACK_CHANNEL = "C1";
  resetEnv();
}

describe.each(Object.entries(channels))("the channel %s", (name, channel) => {
  test("has its own name", () => {
    expect(channel.name).toBe(name);
  });

  test("without settings says so, and sends nothing", async () => {
    resetEnv();
    expect(channel.configured()).toBe(false);
    expect(await channel.send(notification)).toMatchObject({ outcome: "skipped" });
    expect(outside.received).toEqual([]);
  });

  test("with settings takes a notification out", async () => {
    configure();
    expect(channel.configured()).toBe(true);
    expect(await channel.send(notification)).toMatchObject({ outcome: "sent" });
    expect(outside.received[0]?.body).toMatch(/A( |%20)customer( |%20)needs( |%20)a( |%20)person/);
  });
});

test("nobody's words become Slack markup", async () => {
  configure();
  const body = `<!channel> <@U1> & <http://evil.example|click>\n${"&".repeat(5000)}`;
  await channels.slack.send({ ...notification, body, url: "https://example.com/?a=1|b>c" });
  const blocks = JSON.parse(new URLSearchParams(outside.received[0]?.body).get("blocks") ?? "[]");
  const texts: string[] = blocks.map((block: { text: { text: string } }) => block.text.text);
  expect(texts[1]).toMatch(/^>&lt;!channel&gt; &lt;@U1&gt; &amp; &lt;http:/);
  expect(texts.join("").match(/<[^>]*>/g)).toEqual(["<https://example.com/?a=1%7Cb%3Ec|Open the task>"]);
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(3000);
});

test("an invitation goes to its address alone", async () => {
  configure();
  const invite: Notification = { ...notification, kind: "invite" };
  expect(await channels.slack.send(invite)).toMatchObject({ outcome: "skipped", code: "personal" });
  expect(await channels.email.send(invite)).toMatchObject({ outcome: "sent" });
});

test("somebody without an address is no reason to try again", async () => {
  configure();
  const outcome = await channels.email.send({ ...notification, recipient: { name: "Ada" } });
  expect(outcome).toMatchObject({ outcome: "skipped", code: "no_address" });
});
