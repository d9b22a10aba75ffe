import { invalid } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";

/** Cuts what was read past the limit off and makes the next cursor of the last row shown. For lists in order of id. */
export function pageById<T extends { id: string }>(rows: T[], limit: number): { rows: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, nextCursor: last ? Buffer.from(last.id).toString("base64url") : null };
}

/** The id in a cursor of {@link pageById}. @throws Invalid when it is none of ours */
export function readIdCursor(cursor: string): string {
  const id = Buffer.from(cursor, "base64url").toString();
  if (isId(id)) return id;
  throw unusableCursor();
}

/** What a cursor that we did not make is answered with. */
export function unusableCursor() {
  return invalid("The cursor can't be used: send back what `nextCursor` was.", [
    { path: "cursor", message: "is not a cursor" },
  ]);
}
