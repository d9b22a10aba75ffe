import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeTenant } from "@/db/factories";
import { withSystem } from "@/db/tenancy";
import { stopBoss } from "@/server/jobs/boss";
import { startQueue } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();

let home: MadeTenant;
const ids: Record<string, string> = {};

beforeAll(async () => {
  await startQueue();
  home = await makeTenant();
  await tell("fischer", { id: "+4915112345678", name: "Lena Fischer" }, [
    "Hi, do you ship to Austria?",
    "My invoices <b>show</b> the old address.",
  ]);
  await tell("hughes", { id: "tom@example.com", name: "Tom Hughes" }, ["Where is the invoice of my parcel?"]);
  await tell("weber", { id: "w-1", name: "Jonas Weber" }, ["Meine Rechnungen fehlen seit Montag."]);
  await perform(operations.conversation.note, home.owner, {
    conversationId: ids.weber,
    content: "Suspicious, ask the fraudsters' desk",
  });
});
afterAll(() => stopBoss());

async function tell(name: string, participant: object, words: string[]) {
  const { id } = await perform(operations.conversation.create, home.owner, { participant });
  for (const content of words) {
    await perform(operations.conversation.append, home.owner, { conversationId: id, role: "user", content });
  }
  ids[name] = id;
}

const search = (words: string, more: object = {}) =>
  perform(operations.conversation.list, home.owner, { search: words, ...more });
const found = async (words: string, more: object = {}) =>
  (await search(words, more)).data.map(
    ({ id }) => Object.entries(ids).find(([, known]) => known === id)?.[0],
  );

test("words are found in any form, as far as they are typed, and in two languages", async () => {
  expect((await found("invoice")).sort()).toEqual(["fischer", "hughes"]);
  expect(await found("shipping")).toEqual(["fischer"]);
  expect(await found("parc")).toEqual(["hughes"]);
  expect(await found("Rechnung")).toEqual(["weber"]);
});

test("all words must be there, wherever: in different messages, in a name, in a number", async () => {
  expect(await found("invoice Fischer")).toEqual(["fischer"]);
  expect(await found("austria invoices")).toEqual(["fischer"]);
  expect(await found("1511234")).toEqual(["fischer"]);
  expect(await found("tom@example")).toEqual(["hughes"]);
  expect(await found("austria parcel")).toEqual([]);
});

test("a word with a typing error finds what was meant, and the answer says so", async () => {
  const answer = await search("invioce");
  expect(answer.correctedTo).toBe("invoice");
  expect(answer.data).toHaveLength(2);
  expect((await search("hugehs parcel")).correctedTo).toBe("hughes parcel");
  expect((await search("invoice")).correctedTo).toBeNull();
  expect(await search("xyzzyq")).toMatchObject({ data: [], correctedTo: null });
});

test("the place that was found is shown with its hits, as text and never as markup", async () => {
  const { data } = await search("invoice Fischer");
  const text = data[0]?.found?.text ?? [];
  expect(text.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(["invoices"]);
  expect(text.every((part) => Object.keys(part).sort().join() === "hit,text")).toBe(true);
});

test("notes are found only by whoever asks for them", async () => {
  expect(await found("suspicious")).toEqual([]);
  expect(await found("suspicious", { notes: true })).toEqual(["weber"]);
  expect((await search("fraudster")).correctedTo).toBeNull();
});

test("what is searched for is never a pattern or a query of its own", async () => {
  for (const words of ["100%", "q_x", "' | *", "\\", "!(q & x):*", "<->", "%", "''"]) {
    expect((await search(words)).data, words).toEqual([]);
  }
});

test("another workspace finds nothing, however it asks", async () => {
  const elsewhere = await makeTenant();
  for (const words of ["invoice", "invioce", "1511234", "Fischer"]) {
    const { data, correctedTo } = await perform(operations.conversation.list, elsewhere.owner, {
      search: words,
    });
    expect({ data, correctedTo }).toEqual({ data: [], correctedTo: null });
  }
});

test("pages of what was found follow each other without gaps", async () => {
  const first = await search("invoice", { limit: 1 });
  const second = await search("invoice", { limit: 1, cursor: first.nextCursor });
  expect(new Set([first.data[0]?.id, second.data[0]?.id]).size).toBe(2);
  expect(second.nextCursor).toBeNull();
});

test("a search reads indexes, not every message", async () => {
  const plan = (condition: string) =>
    withSystem("test", async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      const rows = await tx.execute<{ "QUERY PLAN": string }>(sql.raw(`explain ${condition}`));
      return rows.map((row) => row["QUERY PLAN"]).join(" ");
    });
  const tenant = `tenant_id = '${home.tenantId}'`;
  expect(await plan(`select from messages where ${tenant} and search @@ term_query('invoice')`)).toContain(
    "messages_search",
  );
  expect(await plan(`select from conversations where ${tenant} and who ilike '%tom@%'`)).toContain(
    "conversations_who",
  );
  expect(await plan(`select from search_words where ${tenant} and word % 'invioce'`)).toContain(
    "search_words_like",
  );
});
