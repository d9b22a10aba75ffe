import { invalid } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";

/** The place after which the next page begins, as one opaque word. */
export function encodeCursor(...place: string[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/**
 * Reads what `encodeCursor` wrote.
 * @throws Invalid when it is something else.
 */
export function decodeCursor(cursor: string, parts: number): string[] {
  const place = parse(cursor);
  if (!Array.isArray(place) || place.length !== parts || place.some((part) => typeof part !== "string")) {
    throw unusableCursor();
  }
  return place;
}

/** Reads a cursor that is one id. @throws Invalid when it is something else */
export function decodeIdCursor(cursor: string): string {
  const [id = ""] = decodeCursor(cursor, 1);
  if (!isId(id)) throw unusableCursor();
  return id;
}

/** What a cursor that we did not make is answered with. */
export function unusableCursor() {
  return invalid("The cursor can't be used: send back what `nextCursor` was.", [
    { path: "cursor", message: "is not a cursor" },
  ]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}

/** Cuts what was fetched with one row more than the page holds: the extra one tells that there is a next page. */
export function pageFrom<T>(
  rows: T[],
  limit: number,
  placeOf: (row: T) => string[],
): { rows: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, nextCursor: last ? encodeCursor(...placeOf(last)) : null };
}

/** A page of a list in the order of its ids. */
export function pageById<T extends { id: string }>(rows: T[], limit: number) {
  return pageFrom(rows, limit, (row) => [row.id]);
}
