import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type MadeTenant, makeKey, makeMember, makeTenant } from "@/db/factories";
import { tenants } from "@/db/schema/tenants";
import { withTenant } from "@/db/tenancy";
import { json, type Receiver, startReceiver } from "@/server/connectors/testing/receiver";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { resetEnv } from "@/server/platform/env";
import { testDatabase } from "@/server/testing/database";

testDatabase();

const PATIENCE = { timeout: 15_000, interval: 50 };

let home: MadeTenant;
let agent: Actor;
let bot: Actor;
let outside: Receiver;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  outside = await startReceiver((response, request) => {
    if (request.path === "/refuses") return json(response, 410, {});
    return json(response, 200, { id: "mail-1" });
  });
  Object.assign(process.env, {
    RESEND_API_KEY: "re_test",
    RESEND_BASE_URL: outside.url,
    ORKESTRA_ALLOW_PRIVATE_NETWORK: "1",
  });
  resetEnv();
  home = await makeTenant({ name: "Acme" });
  agent = await makeMember(home);
  bot = (await makeKey(home)).actor;
  worker = await startWorker();
});
afterAll(async () => {
  await worker.stop();
  await outside.close();
});

const { conversation } = operations;

async function aConversation(more: object = {}) {
  const { id } = await perform(conversation.create, bot, { participant: { id: "+49151" }, ...more });
  return { conversationId: id };
}
const says = (at: { conversationId: string }, role: string, content: string, by = bot) =>
  perform(conversation.append, by, { ...at, role, content });
const look = (at: { conversationId: string }, more: object = {}) =>
  perform(conversation.get, agent, { ...at, ...more });
const delivered = (at: { conversationId: string }) =>
  vi.waitFor(async () => {
    const last = (await look(at)).messages.at(-1)?.delivery;
    expect(last?.status).not.toBe("queued");
    return last;
  }, PATIENCE);

test("while a person has it the bot must not speak as the AI, and may again when it is handed back", async () => {
  const at = await aConversation();
  await says(at, "assistant", "Hello");
  const taken = await perform(conversation.takeOver, agent, at);
  expect(taken.handoff).toMatchObject({ state: "human", by: { id: agent.id } });
  await expect(says(at, "assistant", "I am still here")).rejects.toMatchObject({
    kind: "Conflict",
    code: "conversation_with_person",
    details: { handoff: { state: "human", by: { id: agent.id } } },
  });
  await says(at, "user", "Is anybody there?");
  expect((await look(at)).messages.map(({ content }) => content)).toEqual(["Hello", "Is anybody there?"]);
  expect(await perform(conversation.handBack, agent, at)).toMatchObject({
    handoff: { state: "ai", by: null },
  });
  await says(at, "assistant", "Welcome back");
});

test("what a workflow would say as the AI while a person has it stays as a note for them", async () => {
  const at = await aConversation();
  await perform(conversation.takeOver, agent, at);
  const steps = {
    say: { kind: "message", role: "assistant", content: "From the workflow", next: "done" },
    done: { kind: "end" },
  };
  await perform(operations.workflow.put, home.owner, { name: "say", title: "Say", start: "say", steps });
  const run = await perform(operations.run.start, bot, { workflow: "say", input: { ...at } });
  expect(run.status).toBe("completed");
  expect((await look(at)).messages).toEqual([]);
  expect((await look(at, { notes: true })).messages).toMatchObject([
    { content: "From the workflow", internal: true, metadata: { withheld: true }, delivery: null },
  ]);
});

test("a reply takes the conversation over and reaches the bot signed, with what is needed to say it", async () => {
  const at = await aConversation({
    callbackUrl: `${outside.url}/bot`,
    externalId: "wa-7",
    channel: "whatsapp",
  });
  await says(at, "user", "Where is it?");
  expect((await look(at)).waitingSince).not.toBeNull();
  const reply = await perform(conversation.reply, agent, { ...at, content: "On its way" });
  expect(reply).toMatchObject({ role: "human", delivery: { via: "callback", status: "queued" } });
  expect(await delivered(at)).toMatchObject({ status: "sent", attempts: 1 });
  expect(await look(at)).toMatchObject({
    waitingSince: null,
    handoff: { state: "human", by: { id: agent.id } },
  });
  const [secret] = await withTenant(home.tenantId, (tx) =>
    tx.select({ of: tenants.webhookSecret }).from(tenants).where(eq(tenants.id, home.tenantId)),
  );
  const arrived = () => outside.received.filter(({ path }) => path === "/bot");
  await vi.waitFor(() => expect(arrived()).toHaveLength(2), PATIENCE);
  const events = arrived().map(({ body, headers }) => new Webhook(secret!.of).verify(body, headers));
  expect(events).toContainEqual(
    expect.objectContaining({
      type: "conversation.handoff",
      data: expect.objectContaining({ handoff: "human" }),
    }),
  );
  expect(events).toContainEqual(
    expect.objectContaining({
      type: "conversation.message",
      data: expect.objectContaining({
        externalId: "wa-7",
        message: expect.objectContaining({ id: reply.id, content: "On its way", role: "human" }),
      }),
    }),
  );
});

test("a reply by e-mail goes to the participant's address, in the thread it answers, with its files", async () => {
  const at = await aConversation({
    channel: "email",
    participant: { id: "tom@example.com" },
    externalId: "<m1@example.com>",
    subject: "My invoice",
  });
  const file = await perform(operations.attachment.upload, agent, {
    name: "invoice.txt",
    content: Buffer.from("42 €").toString("base64"),
  });
  await perform(conversation.reply, agent, { ...at, content: "Here <it> is", attachmentIds: [file.id] });
  expect(await delivered(at)).toMatchObject({ via: "email", status: "sent" });
  const mail = JSON.parse(outside.received.find(({ path }) => path === "/emails")?.body ?? "{}");
  expect([mail.to].flat()).toEqual(["tom@example.com"]);
  expect(mail).toMatchObject({ subject: "Re: My invoice", text: "Here <it> is" });
  expect(mail.html).toContain("Here &lt;it&gt; is");
  expect(mail.headers).toMatchObject({ "In-Reply-To": "<m1@example.com>" });
  expect(mail.attachments).toHaveLength(1);
});

test("a delivery that can't work is shown as failed, and is tried again when somebody says so", async () => {
  const at = await aConversation({ callbackUrl: `${outside.url}/refuses` });
  const { id } = await perform(conversation.reply, agent, { ...at, content: "Hello?" });
  expect(await delivered(at)).toMatchObject({ status: "failed", lastError: expect.stringContaining("410") });
  await perform(conversation.update, agent, { ...at, callbackUrl: `${outside.url}/works` });
  await perform(conversation.retry, agent, { ...at, messageId: id });
  expect(await delivered(at)).toMatchObject({ status: "sent" });
  await expect(perform(conversation.retry, agent, { ...at, messageId: id })).rejects.toMatchObject({
    code: "message_not_failed",
  });
});

test("a note never leaves: no callback, no event, no place in what programs read unless they ask", async () => {
  const at = await aConversation({ callbackUrl: `${outside.url}/notes` });
  const note = await perform(conversation.note, agent, { ...at, content: "Between us" });
  expect(note).toMatchObject({ internal: true, delivery: null });
  expect((await perform(conversation.get, bot, at)).messages).toEqual([]);
  expect((await perform(conversation.messages, bot, at)).data).toEqual([]);
  expect((await perform(conversation.get, bot, { ...at, notes: true })).messages).toHaveLength(1);
  await says(at, "user", "Hi");
  expect(outside.received.filter(({ path }) => path === "/notes")).toEqual([]);
  expect(await look(at)).toMatchObject({ handoff: { state: "ai" } });
});

test("a closed conversation is the AI's again, and opens with the participant's next words", async () => {
  const at = await aConversation();
  await perform(conversation.takeOver, agent, at);
  expect(await perform(conversation.close, agent, at)).toMatchObject({
    status: "closed",
    handoff: { state: "ai" },
  });
  await expect(perform(conversation.close, agent, at)).rejects.toMatchObject({
    code: "conversation_not_active",
  });
  await says(at, "user", "One more thing");
  expect(await look(at)).toMatchObject({ status: "active", closedAt: null });
});

test("an archived conversation comes back as it was, and takes no reply meanwhile", async () => {
  const at = await aConversation();
  await perform(conversation.close, agent, at);
  await perform(conversation.archive, agent, at);
  await expect(perform(conversation.reply, agent, { ...at, content: "Hi" })).rejects.toMatchObject({
    code: "conversation_archived",
  });
  expect(await perform(conversation.unarchive, agent, at)).toMatchObject({ status: "closed" });
});

test("who takes over and what the AI says come one after the other, whatever comes at once", async () => {
  for (let round = 0; round < 10; round++) {
    const at = await aConversation();
    await Promise.allSettled([says(at, "assistant", "AI"), perform(conversation.takeOver, agent, at)]);
    const seen = await look(at);
    expect(seen.handoff.state).toBe("human");
    await expect(says(at, "assistant", "late")).rejects.toMatchObject({ code: "conversation_with_person" });
  }
});

test("lists tell what waits for a person, what is unread, and the last words", async () => {
  const tenant = await makeTenant();
  const reader = await makeMember(tenant);
  const by = { owner: tenant.owner };
  const { id } = await perform(conversation.create, by.owner, { participant: { id: "1", name: "Lena" } });
  const at = { conversationId: id };
  await perform(conversation.takeOver, reader, at);
  const { id: messageId } = await says(at, "user", "Hello?", by.owner);
  await perform(conversation.note, by.owner, { ...at, content: "a note" });
  const list = (filter: object = {}, actor = reader) => perform(conversation.list, actor, filter);
  expect((await list({ needsReply: true })).data).toMatchObject([
    { id, unread: true, needsReply: true, lastMessage: { content: "Hello?" } },
  ]);
  expect(await perform(conversation.counts, reader, {})).toEqual({ needsReply: 1, mine: 1 });
  await perform(conversation.read, reader, { ...at, messageId });
  expect((await list()).data[0]?.unread).toBe(false);
  expect((await list({}, tenant.owner)).data[0]?.unread).toBe(true);
  await perform(conversation.reply, reader, { ...at, content: "Yes" });
  expect((await list({ needsReply: true })).data).toEqual([]);
  expect((await list({ with: reader.id, handoff: "human", status: "active" })).data).toHaveLength(1);
  expect((await list({ with: tenant.owner.id })).data).toEqual([]);
  expect(await perform(conversation.counts, reader, {})).toEqual({ needsReply: 0, mine: 0 });
});

test("each order of a list can be paged through without gaps", async () => {
  const tenant = await makeTenant();
  const all: string[] = [];
  for (let n = 0; n < 5; n++) {
    const { id } = await perform(conversation.create, tenant.owner, { participant: { id: `${n}` } });
    await says({ conversationId: id }, "user", `Words ${n}`, tenant.owner);
    all.push(id);
  }
  const expected = { created: all.toReversed(), activity: all.toReversed(), waiting: all };
  for (const [sort, order] of Object.entries(expected)) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { data: { id: string }[]; nextCursor: string | null } = await perform(
        conversation.list,
        tenant.owner,
        { sort, limit: 2, ...(cursor ? { cursor } : {}) },
      );
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen, sort).toEqual(order);
  }
});
