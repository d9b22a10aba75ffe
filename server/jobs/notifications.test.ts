import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTeam, makeTenant, NOBODY } from "@/db/factories";
import { json, type Receiver, startReceiver } from "@/server/connectors/testing/receiver";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { resetEnv } from "@/server/platform/env";
import { testDatabase } from "@/server/testing/database";
import { startWorker } from "./worker";

testDatabase();

/** Speaks as much of Resend's and Slack's HTTP as sending needs; fails the first mail to see it tried again. */
let outside: Receiver;
let tenant: MadeTenant;
let ana: Actor;
let worker: { stop(): Promise<void> };

const asked = (path: string) => outside.received.filter((request) => request.path === path);

beforeAll(async () => {
  outside = await startReceiver((response, request) => {
    if (request.path === "/slack/chat.postMessage")
      return json(response, 200, { ok: true, ts: "1.2", channel: "C1" });
    return asked("/emails").length === 1
      ? json(response, 500, { name: "internal" })
      : json(response, 200, { id: "mail" });
  });
  Object.assign(process.env, {
    RESEND_API_KEY: "re_test",
    RESEND_BASE_URL: outside.url,
    SLACK_BOT_TOKEN: "xoxb-test",
    SLACK_CHANNEL: "C1",
    SLACK_API_URL: `${outside.url}/slack/`,
  });
  resetEnv();
  tenant = await makeTenant({ name: "Acme" });
  ana = await makeMember(tenant, "member", { name: "Ana", email: "ana@example.com" });
  await makeTenant({ email: "cora@example.com" });
  await makeTeam(tenant, { slug: "l1", members: [ana] });
  worker = await startWorker();
});
afterAll(async () => {
  await worker.stop();
  await outside.close();
});

const mailTo = (address: string) =>
  asked("/emails")
    .map((request) => ({
      ...request,
      mail: JSON.parse(request.body) as { to: string | string[]; subject: string; text: string },
    }))
    .filter(({ mail }) => [mail.to].flat().includes(address));

test("whoever a task waits for gets a mail and Slack a message, tried again when it fails, under one key", async () => {
  const form = { fields: {} };
  const task = await perform(operations.task.create, tenant.owner, {
    title: "Refund?",
    form,
    assignTo: { team: "l1" },
  });
  await expect.poll(() => mailTo("ana@example.com").length, { timeout: 25_000 }).toBeGreaterThanOrEqual(2);
  await expect.poll(() => asked("/slack/chat.postMessage").length, { timeout: 25_000 }).toBe(1);
  const mails = mailTo("ana@example.com").filter(({ mail }) => mail.subject.includes("Refund?"));
  expect(mails[0]?.mail.text).toContain(`/tasks/${task.id}`);
  expect(new Set(mails.map((m) => m.headers["idempotency-key"])).size).toBe(1);
});

test("an invitation is mailed with a link that works, and its job carries no token", async () => {
  const made = await perform(operations.invite.create, tenant.owner, { email: "ben@example.com" });
  expect(made.mailed).toBe(true);
  await expect.poll(() => mailTo("ben@example.com").length, { timeout: 25_000 }).toBeGreaterThanOrEqual(1);
  expect(mailTo("ben@example.com")[0]?.mail.text).toContain(String(made.url));
});

test("a forgotten password is mailed a link that sets a new one, and nobody else is mailed", async () => {
  const before = asked("/emails").length;
  await perform(operations.account.forgotPassword, NOBODY, { email: "nobody-here@example.com" });
  await perform(operations.account.forgotPassword, NOBODY, { email: "Cora@Example.com" });
  await expect.poll(() => mailTo("cora@example.com").length, { timeout: 25_000 }).toBe(1);
  const text = mailTo("cora@example.com")[0]?.mail.text ?? "";
  const token = /\/reset\/([\w-]{43})/.exec(text)?.[1];
  const set = { token, password: "another horse battery" };
  expect(await perform(operations.account.resetPassword, NOBODY, set)).toMatchObject({
    email: "cora@example.com",
  });
  expect(asked("/emails").length).toBe(before + 1);
  expect(asked("/slack/chat.postMessage").every(({ body }) => !body.includes("reset"))).toBe(true);
});
