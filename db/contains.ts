import { type Column, ilike, or, type SQL } from "drizzle-orm";

/** Text as it stands, for a pattern of LIKE: what people type has no wildcards. */
export const literally = (text: string) => text.replaceAll(/[\\%_]/g, "\\$&");

/** Whether one of the columns has this text in it, in whatever case; no condition without a text. */
export function contains(text: string | undefined, ...columns: Column[]): SQL | undefined {
  return text ? or(...columns.map((column) => ilike(column, `%${literally(text)}%`))) : undefined;
}
