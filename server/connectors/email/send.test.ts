import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resetEnv } from "@/server/platform/env";
import { type Answer, json, type Received, type Receiver, startReceiver } from "../testing/receiver";
import { sendEmail } from "./send";

// The server speaks Resend's HTTP as documented: https://resend.com/docs/api-reference/emails/send-email
const sent = new Map<string, { id: string; body: string }>();
let answerWith: Answer | undefined;
let resend: Receiver;

const email = {
  to: "ada@example.com",
  subject: "A task",
  text: "Hello",
  html: "<p>Hello</p>",
  idempotencyKey: "notification-1",
};

const accept: Answer = (response, { headers, body }) => {
  const key = headers["idempotency-key"] ?? "";
  const before = sent.get(key);
  if (before && before.body !== body) {
    const message = "Same idempotency key used with a different request payload.";
    json(response, 409, { statusCode: 409, name: "invalid_idempotent_request", message });
    return;
  }
  const now = before ?? { id: `mail-${sent.size + 1}`, body };
  sent.set(key, now);
  json(response, 200, { id: now.id });
};

beforeEach(async () => {
  sent.clear();
  answerWith = undefined;
  resend = await startReceiver((...args) => (answerWith ?? accept)(...args));
  process.env.RESEND_API_KEY = "re_test";
  process.env.RESEND_BASE_URL = resend.url;
  process.env.EMAIL_FROM = "Orkestra <tasks@example.com>";
  resetEnv();
});

afterEach(async () => {
  await resend.close();
  for (const name of ["RESEND_API_KEY", "RESEND_BASE_URL", "EMAIL_FROM"]) delete process.env[name];
  resetEnv();
});

function fail(status: number, name: string, headers: Record<string, string> = {}): void {
  answerWith = (response) =>
    json(response, status, { statusCode: status, name, message: `It is ${name}.` }, headers);
}

describe("a mail", () => {
  test("is posted to Resend with the key, the sender and the idempotency key", async () => {
    expect(await sendEmail(email)).toEqual({ outcome: "sent", id: "mail-1" });
    const [request] = resend.received as [Received];
    expect(request).toMatchObject({ method: "POST", path: "/emails" });
    expect(request.headers.authorization).toBe("Bearer re_test");
    expect(request.headers["idempotency-key"]).toBe("notification-1");
    const { idempotencyKey: _, ...content } = email;
    expect(JSON.parse(request.body)).toMatchObject({ from: "Orkestra <tasks@example.com>", ...content });
  });

  test("that is sent again is one mail", async () => {
    await sendEmail(email);
    expect(await sendEmail(email)).toEqual({ outcome: "sent", id: "mail-1" });
    expect(sent.size).toBe(1);
  });

  test("that changed under the same key is refused for good", async () => {
    await sendEmail(email);
    const outcome = await sendEmail({ ...email, subject: "Another" });
    expect(outcome).toMatchObject({ outcome: "failed", code: "invalid_idempotent_request" });
  });

  test("is not tried where no key is set", async () => {
    delete process.env.RESEND_API_KEY;
    resetEnv();
    expect(await sendEmail(email)).toMatchObject({ outcome: "skipped", code: "not_configured" });
    expect(resend.received).toEqual([]);
  });
});

describe("Resend's refusal", () => {
  test.each([
    [400, "validation_error"],
    [401, "missing_api_key"],
    [401, "restricted_api_key"],
    [403, "invalid_api_key"],
    [422, "invalid_from_address"],
    [451, "security_error"],
  ])("%i %s is final, in Resend's words", async (status, name) => {
    fail(status, name);
    expect(await sendEmail(email)).toEqual({ outcome: "failed", code: name, reason: `It is ${name}.` });
  });

  test.each([
    [409, "concurrent_idempotent_requests"],
    [429, "daily_quota_exceeded"],
    [500, "internal_server_error"],
  ])("%i %s passes", async (status, name) => {
    fail(status, name);
    expect(await sendEmail(email)).toEqual({ outcome: "retry", code: name, reason: `It is ${name}.` });
  });

  test("to take more for now says how long to wait", async () => {
    fail(429, "rate_limit_exceeded", { "retry-after": "7" });
    const outcome = await sendEmail(email);
    expect(outcome).toMatchObject({ outcome: "retry", code: "rate_limit_exceeded", retryAfterSeconds: 7 });
  });

  test.each([502, 503])("%i by a proxy, which is not JSON, passes", async (status) => {
    answerWith = (response) => response.writeHead(status).end("<h1>Bad gateway</h1>");
    expect(await sendEmail(email)).toMatchObject({ outcome: "retry" });
  });

  test("to answer at all passes", async () => {
    answerWith = (response) => response.destroy();
    expect(await sendEmail(email)).toMatchObject({ outcome: "retry" });
  });
});
