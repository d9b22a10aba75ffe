import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resetEnv } from "@/server/platform/env";
import { type Answer, json, type Received, type Receiver, startReceiver } from "../testing/receiver";
import { postSlackMessage } from "./post";

// The server speaks Slack's HTTP as documented: https://docs.slack.dev/reference/methods/chat.postMessage
let answerWith: Answer;
let slack: Receiver;

const message = { channel: "C1", text: "Hello" };

beforeEach(async () => {
  answerWith = (response, { headers }) =>
    headers.authorization === "Bearer xoxb-test"
      ? json(response, 200, { ok: true, channel: "C1", ts: "1503435956.000247", message: {} })
      : json(response, 200, { ok: false, error: "invalid_auth" });
  slack = await startReceiver((...args) => answerWith(...args));
  process.env.SLACK_BOT_TOKEN = "xoxb-test";
  process.env.SLACK_API_URL = `${slack.url}/api`;
  resetEnv();
});

afterEach(async () => {
  await slack.close();
  for (const name of ["SLACK_BOT_TOKEN", "SLACK_API_URL"]) delete process.env[name];
  resetEnv();
});

describe("a message", () => {
  test("is posted as the bot and known by its timestamp", async () => {
    const blocks = [{ type: "section" as const, text: { type: "mrkdwn" as const, text: "*Hello*" } }];
    expect(await postSlackMessage({ ...message, blocks })).toEqual({
      outcome: "sent",
      id: "1503435956.000247",
    });
    const [request] = slack.received as [Received];
    expect(request).toMatchObject({ method: "POST", path: "/api/chat.postMessage" });
    const form = new URLSearchParams(request.body);
    expect(form.get("channel")).toBe("C1");
    expect(form.get("text")).toBe("Hello");
    expect(JSON.parse(form.get("blocks") ?? "")).toEqual(blocks);
  });

  test("is not tried where no token is set", async () => {
    delete process.env.SLACK_BOT_TOKEN;
    resetEnv();
    expect(await postSlackMessage(message)).toMatchObject({ outcome: "skipped", code: "not_configured" });
    expect(slack.received).toEqual([]);
  });
});

describe("Slack's refusal", () => {
  test("of the token is final", async () => {
    process.env.SLACK_BOT_TOKEN = "xoxb-wrong";
    resetEnv();
    expect(await postSlackMessage(message)).toMatchObject({ outcome: "failed", code: "invalid_auth" });
  });

  test.each(["channel_not_found", "not_in_channel", "is_archived", "token_revoked", "invalid_blocks"])(
    "%s is final",
    async (error) => {
      answerWith = (response) => json(response, 200, { ok: false, error });
      expect(await postSlackMessage(message)).toMatchObject({ outcome: "failed", code: error });
    },
  );

  test.each(["internal_error", "service_unavailable", "ratelimited"])("%s passes", async (error) => {
    answerWith = (response) => json(response, 200, { ok: false, error });
    expect(await postSlackMessage(message)).toMatchObject({ outcome: "retry", code: error });
  });

  test("to take more for now says how long to wait, and nothing is sent meanwhile", async () => {
    answerWith = (response) =>
      json(response, 429, { ok: false, error: "ratelimited" }, { "retry-after": "30" });
    const outcome = await postSlackMessage(message);
    expect(outcome).toMatchObject({ outcome: "retry", code: "rate_limited", retryAfterSeconds: 30 });
    expect(slack.received).toHaveLength(1);
  });

  test.each([500, 503])("%i passes", async (status) => {
    answerWith = (response) => response.writeHead(status).end();
    expect(await postSlackMessage(message)).toMatchObject({ outcome: "retry" });
    expect(slack.received).toHaveLength(1);
  });

  test("404, by something that is not Slack, is final", async () => {
    answerWith = (response) => response.writeHead(404).end();
    expect(await postSlackMessage(message)).toMatchObject({ outcome: "failed", code: "http_404" });
  });

  test("to answer at all passes", async () => {
    answerWith = (response) => response.destroy();
    expect(await postSlackMessage(message)).toMatchObject({ outcome: "retry", code: "unreachable" });
  });
});
