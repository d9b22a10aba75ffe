import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * The form of an API key: `ork_live_`, 30 random base62 characters (178 bits), and 6 of their CRC-32, so that a
 * mistyped key is known without asking the database and secret scanners find a leaked one.
 */
const MARK = "ork_live_";
const RANDOM_CHARS = 30;
const CHECK_CHARS = 6;
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FORM = new RegExp(`^${MARK}[0-9A-Za-z]{${RANDOM_CHARS + CHECK_CHARS}}$`);
const PREFIX_CHARS = MARK.length + 6;

/** A new key, from the system's random source. */
export function newKeySecret(): string {
  const random = Array.from({ length: RANDOM_CHARS }, () => BASE62[randomInt(BASE62.length)]).join("");
  return `${MARK}${random}${checksum(random)}`;
}

function checksum(random: string): string {
  let rest = crc32(random);
  let text = "";
  for (let i = 0; i < CHECK_CHARS; i++) {
    text = BASE62[rest % BASE62.length] + text;
    rest = Math.floor(rest / BASE62.length);
  }
  return text;
}

/** Whether this could be a key of ours: its form and its checksum are right. */
export function isKeySecret(text: string): boolean {
  if (!FORM.test(text)) return false;
  return text.slice(-CHECK_CHARS) === checksum(text.slice(MARK.length, -CHECK_CHARS));
}

/** What is stored of a key. A secret this random needs no slow hash. */
export function hashKeySecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The part of a key that may be shown. */
export function keyPrefix(secret: string): string {
  return secret.slice(0, PREFIX_CHARS);
}
