import { NIL, v7, validate } from "uuid";

/** A new id: UUIDv7 (RFC 9562), so that ids sort by the time they were made. */
export function newId(): string {
  return v7();
}

export function isId(value: string): boolean {
  return validate(value);
}

/** In the place of an id where there is nothing to name. */
export const NO_ID = NIL;
