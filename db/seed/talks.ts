import { crc32, deflateSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { conversations, messages } from "@/db/schema/conversations";
import { SAMPLE_WORKFLOW } from "@/server/domain/workflows/sample";
import { startWorkflow } from "@/server/engine/shell/start-workflow";
import { uploadAttachment } from "@/server/operations/attachments/upload";
import { appendToConversation } from "@/server/operations/conversations/append";
import { createConversation } from "@/server/operations/conversations/create";
import {
  archiveConversation,
  closeConversationOperation,
  takeOverConversation,
} from "@/server/operations/conversations/lifecycle";
import { noteInConversation } from "@/server/operations/conversations/note";
import { replyInConversation } from "@/server/operations/conversations/reply";
import { type Actor, actorRef } from "@/server/platform/actor";
import type { Story } from "./stories";
import { DEADLINES, tasksOf, workOn } from "./tasks";
import { HOUR, MINUTE, type Week } from "./week";

const CHANNELS = ["whatsapp", "whatsapp", "email", "email", "web", "slack"] as const;

interface Talk {
  number: number;
  at: number;
  story: Story;
  customer: string;
  order: string;
}

const SECOND = 1_000;

/** A customer writes, the AI answers or does not know, and people do the rest. */
export function planTalk(week: Week, talk: Talk): void {
  const { chance } = week;
  const { at, story, customer, order } = talk;
  const channel = chance.pick(CHANNELS);
  const tell = (words: string) => words.replaceAll("{order}", order);
  const mail = `${customer
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z ]/g, "")
    .replace(/ +/g, ".")}@example.com`;
  const handle =
    channel === "email"
      ? mail
      : channel === "whatsapp"
        ? `+4915${order}${talk.number + 10}`
        : `${channel}-${order}`;
  week.plan(at, async (now) => {
    const { id } = await week.perform(createConversation, week.bot, now, {
      channel,
      externalId: `demo-${talk.number}`,
      participant: { id: handle, name: customer, email: mail },
      ...(channel === "email" ? { subject: tell(story.subject) } : {}),
    });
    const scene = { week, conversationId: id, story, tell };
    await say(scene, "user", story.asks, now);
    const ai = at + chance.between(4, 25) * SECOND;
    week.plan(ai, async (then) => {
      const metadata = { confidence: story.confidence, model: "demo-bot" };
      await say(scene, "assistant", story.ai, then, metadata);
      if (story.confidence >= 0.8) planGoodbye(scene, ai);
      else if (chance.happens(0.5)) planTakeOver(scene, ai);
      else await escalate(scene, then);
    });
  });
}

interface Scene {
  week: Week;
  conversationId: string;
  story: Story;
  tell: (words: string) => string;
}

async function say(
  { week, conversationId, tell }: Scene,
  role: "user" | "assistant",
  words: string,
  now: Date,
  metadata: Record<string, unknown> = {},
  attachmentIds: string[] = [],
): Promise<void> {
  const message = { conversationId, role, content: tell(words), metadata, attachmentIds };
  await week.attempt(appendToConversation, week.bot, now, message);
}

/** Whether the customer has had an answer; `thanked`: and has said so. */
async function wasAnswered({ week, conversationId, story, tell }: Scene, thanked = false): Promise<boolean> {
  const [last] = await week.tx
    .select({ role: messages.role, content: messages.content })
    .from(conversations)
    .innerJoin(messages, eq(messages.id, conversations.lastMessageId))
    .where(eq(conversations.id, conversationId));
  if (thanked) return last?.content === tell(story.thanks);
  return last?.role === "human" || (last?.role === "assistant" && story.confidence >= 0.8);
}

/** The customer thanks; mostly the conversation is closed an hour later, and some are archived after a day. */
function planGoodbye(scene: Scene, at: number): void {
  const { week, conversationId, story } = scene;
  const thanked = at + week.chance.between(1, 30) * MINUTE;
  week.plan(thanked, async (now) => {
    if (await wasAnswered(scene)) await say(scene, "user", story.thanks, now);
  });
  if (!week.chance.happens(0.75)) return;
  const closed = thanked + week.chance.between(1, 4) * HOUR;
  week.plan(closed, async (now) => {
    if (!(await wasAnswered(scene, true))) return;
    await week.attempt(closeConversationOperation, week.bot, now, { conversationId });
  });
  if (!week.chance.happens(0.15)) return;
  week.plan(closed + 20 * HOUR, async (now) => {
    await week.attempt(archiveConversation, week.bot, now, { conversationId });
  });
}

/** The bot starts the workflow that asks people; what they answer is said here by it. */
async function escalate(scene: Scene, now: Date): Promise<void> {
  const { week, conversationId, story, tell } = scene;
  const { run } = await startWorkflow(
    { tx: week.tx, now, tenantId: week.tenantId },
    {
      workflow: SAMPLE_WORKFLOW,
      input: {
        question: tell(story.asks),
        confidence: story.confidence,
        conversationId,
        sla: week.chance.pick(DEADLINES),
      },
      startedBy: actorRef(week.bot),
    },
  );
  const at = now.getTime();
  for (const taskId of await tasksOf(week, run.id)) {
    workOn(week, taskId, at, { answer: tell(story.answer), shouldFollowUp: week.chance.happens(0.2) });
  }
  const { adds } = story;
  if (adds) week.plan(at + week.chance.between(1, 20) * MINUTE, (then) => addWords(scene, adds, then));
  planGoodbye(scene, at + week.chance.between(3, 8) * HOUR);
}

/** A person of the first line takes the conversation over, and answers in it. */
function planTakeOver(scene: Scene, at: number): void {
  const { week, conversationId, story, tell } = scene;
  const { chance } = week;
  const agent = chance.pick(week.agents.filter(({ teams }) => teams.includes("support-l1"))).actor;
  const taken = at + chance.between(1, 12) * MINUTE;
  week.plan(taken, async (now) => {
    if (!(await week.attempt(takeOverConversation, agent, now, { conversationId }))) return;
    if (story.adds) week.plan(taken + 2 * MINUTE, (then) => addWords(scene, story.adds ?? "", then));
    if (story.note) {
      const note = { conversationId, content: story.note };
      week.plan(
        taken + 4 * MINUTE,
        async (then) => void (await week.attempt(noteInConversation, agent, then, note)),
      );
    }
    const replied = taken + chance.between(5, 45) * MINUTE;
    // Some customers still wait for a word.
    if (chance.happens(0.45)) return;
    week.plan(replied, async (then) => {
      const attachmentIds = story.subject.includes("nvoice")
        ? [await uploadInvoice(week, agent, then, tell)]
        : [];
      await week.attempt(replyInConversation, agent, then, {
        conversationId,
        content: tell(story.answer),
        attachmentIds,
      });
      planGoodbye(scene, replied);
    });
  });
}

/** What the customer adds; with a picture, where they speak of one. */
async function addWords(scene: Scene, words: string, now: Date): Promise<void> {
  const { week } = scene;
  const shows = words.includes("Here is");
  const content = shows ? picture(Math.floor(week.chance.between(0, 360))).toString("base64") : "";
  const attachments = shows
    ? [await week.perform(uploadAttachment, week.bot, now, { name: "photo.png", content })]
    : [];
  await say(
    scene,
    "user",
    words,
    now,
    {},
    attachments.map(({ id }) => id),
  );
}

async function uploadInvoice(
  week: Week,
  agent: Actor,
  now: Date,
  tell: (words: string) => string,
): Promise<string> {
  const text = tell("Invoice\n\nOrder {order}\nTotal 42.00 €\n");
  const file = { name: tell("invoice-{order}.txt"), content: Buffer.from(text).toString("base64") };
  return (await week.perform(uploadAttachment, agent, now, file)).id;
}

/** A small picture, written as PNG has it: a fading colour with a round thing on it. */
function picture(hue: number): Buffer {
  const [width, height] = [240, 160];
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x++) {
      const round = Math.hypot(x - 120, y - 80) < 52;
      const cut = round && Math.hypot(x - 158, y - 50) < 18;
      const light = cut ? 210 - y / 4 : round ? 245 - y / 5 : 150 + y / 3;
      for (let c = 0; c < 3; c++) {
        const tint = round && !cut ? 0.06 : 0.22;
        row[1 + x * 3 + c] = Math.max(
          0,
          Math.min(255, light * (1 - tint * Math.cos(((hue + c * 120) * Math.PI) / 180))),
        );
      }
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
