/** Shapes that every feature shares. Zod only: pages import this file. */
import { z } from "zod";
import { ACTOR_TYPES } from "@/server/platform/actor";
import { isTimeZone, LOCALES } from "@/server/platform/locale";
import { told } from "@/server/platform/words/listener";

/** A UUID as all ids are. */
export const Id = z.uuid({ error: "must be an id (a UUID)" });

/** What something is called. */
export const DisplayName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100, "must have at most 100 characters");

/** A short name that addresses and definitions find something by. */
export const Slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/,
    "must be 1 to 48 lower-case letters, digits and hyphens, with no hyphen at its ends",
  );

/** A sentence of the server's own: doors for people tell it in the reader's language, all others in English. */
export const Sentence = z.string().overwrite(told);

/** Who did something, as doors show it. */
export const ActorRefView = z.object({ type: z.enum(ACTOR_TYPES), id: z.string(), name: z.string() });

/** Yes or no; in a query it is text. */
export const Flag = z.preprocess(
  (value) => (value === "true" ? true : value === "false" ? false : value),
  z.boolean(),
);

/** How lists are asked for: `cursor` is what the page before gave as `nextCursor`. */
export const PageInput = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

/** How lists answer; `nextCursor` is null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() });

/** Any JSON object. */
export const JsonObject = z.record(z.string(), z.json());

/** What is known of something that happened; why it did is in somebody's words or in ours, or a code. */
export const Happening = JsonObject.overwrite((facts) =>
  typeof facts.reason === "string" && facts.reason.includes(" ")
    ? { ...facts, reason: told(facts.reason) }
    : facts,
);

/** One of the languages that Orkestra speaks. */
export const LocaleChoice = z.enum(LOCALES, { error: `must be one of ${LOCALES.join(", ")}` });

export const TimeZone = z
  .string()
  .max(64, "must have at most 64 characters")
  .refine(isTimeZone, "is not the name of a time zone, such as Europe/Berlin");
