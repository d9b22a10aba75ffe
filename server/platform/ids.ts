import { randomFillSync } from "node:crypto";
import { NIL, v7, validate } from "uuid";

/** Randomness of many ids at a time: asking the system for each costs more than all else about an id. */
const pool = new Uint8Array(4096);
const BYTES_PER_ID = 16;
let used = pool.length;

/** The moment and the counter of the last id, so that ids of one millisecond sort in the order they were made. */
let moment = 0;
let counter = 0;

/** A new id: UUIDv7 (RFC 9562, with a counter by its method 1), so that ids sort by the time they were made. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + BYTES_PER_ID);
  used += BYTES_PER_ID;
  const now = Date.now();
  if (now > moment) {
    moment = now;
    // Half of the counter's range is left to count in.
    counter = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
  } else {
    counter++;
  }
  return v7({ random, msecs: moment, seq: counter });
}

export function isId(value: string): boolean {
  return validate(value);
}

/** In the place of an id where there is nothing to name. */
export const NO_ID = NIL;
