import { sql } from "drizzle-orm";
import { type Tx, unbound } from "@/db/tenancy";
import type { Highlighted } from "./schema";

/** Words of a search that are looked at; more narrow nothing down. */
const MAX_TERMS = 8;

/** A search as it is made: each term with the words that stand for it. */
export interface Search {
  terms: string[][];
  /** The words that were looked for in place of mistyped ones; null when all were found as they are. */
  correctedTo: string | null;
}

/** Conversations that a search finds at most; who looks further adds a word. */
const MAX_FOUND = 1_000;

/** Where a search found a conversation: in which message, or in who takes part (null). The best first. */
export interface Found {
  conversation_id: string;
  message_id: string | null;
  rank: number;
}

interface Within {
  tx: Tx;
  tenantId: string;
  /** The team's notes are looked at as well. */
  notes: boolean;
}

/**
 * Reads what somebody typed. A word that is found nowhere stands for those in the tenant's conversations that are
 * most like it.
 */
export async function searchFor(
  within: Within,
  words: string,
): Promise<{ search: Search; found: Found[] } | undefined> {
  const typed = [...new Set(words.trim().toLowerCase().split(/\s+/))].filter(Boolean).slice(0, MAX_TERMS);
  if (typed.length === 0) return undefined;
  return unbound(within.tx, "search conversations for words", async () => {
    const terms: string[][] = [];
    for (const term of typed) terms.push(await wordsFor(within, term));
    const corrected = terms.some(([first], index) => first !== typed[index]);
    const correctedTo = corrected ? terms.map(([first]) => first).join(" ") : null;
    return { search: { terms, correctedTo }, found: await find(within, terms, MAX_FOUND) };
  });
}

async function find({ tx, tenantId, notes }: Within, terms: string[][], limit: number): Promise<Found[]> {
  const rows = await tx.execute<Found & Record<string, unknown>>(
    sql`select * from search_conversations(${tenantId}::uuid, ${JSON.stringify(terms)}::text::json, ${notes}, ${limit})`,
  );
  return [...rows];
}

async function wordsFor(within: Within, term: string): Promise<string[]> {
  // What is short is like too much, and distances are told of words alone.
  if (!/^\p{L}{4,40}$/u.test(term)) return [term];
  const { tx, tenantId, notes } = within;
  const [there] = await tx.execute<{ found: boolean }>(
    sql`select is_found(${tenantId}::uuid, ${term}, ${notes}) as found`,
  );
  if (there?.found) return [term];
  const rows = await tx.execute<{ word: string }>(
    sql`select word from near_words(${tenantId}::uuid, ${term})`,
  );
  return rows.length > 0 ? rows.map(({ word }) => word) : [term];
}

// Marks that stand in no text, so that nothing has to be escaped.
const BEGIN = "\u{f0000}";
const END = "\u{f0001}";
const HEADLINE = `StartSel=${BEGIN}, StopSel=${END}, MaxWords=24, MinWords=12, MaxFragments=1`;

/** The parts of messages in which a search found something. */
export async function excerpts(
  tx: Tx,
  messageIds: string[],
  { terms }: Search,
): Promise<Map<string, Highlighted>> {
  if (messageIds.length === 0) return new Map();
  const headline = (config: "english" | "german") =>
    sql`ts_headline(${config}::text::regconfig, m.content, s.query, ${HEADLINE})`;
  const words = JSON.stringify(terms.flat());
  const rows = await tx.execute<{ id: string; english: string; german: string }>(sql`
    with s as (
      select string_agg(q::text, ' | ')::tsquery as query
      from json_array_elements_text(${words}::text::json) as word, term_query(word) as q where numnode(q) > 0
    )
    select m.id, ${headline("english")} as english, ${headline("german")} as german
    from messages m, s
    where m.id in (select value::uuid from json_array_elements_text(${JSON.stringify(messageIds)}::text::json))`);
  return new Map(
    rows.map(({ id, english, german }) => [id, parts(english.includes(BEGIN) ? english : german)]),
  );
}

function parts(headline: string): Highlighted {
  return headline
    .split(BEGIN)
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, hit: false }];
      const [hit = "", rest = ""] = piece.split(END);
      return [
        { text: hit, hit: true },
        { text: rest, hit: false },
      ];
    })
    .filter(({ text }) => text !== "");
}
