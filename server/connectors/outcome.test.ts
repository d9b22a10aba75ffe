import { expect, test } from "vitest";
import { retryAfterSeconds } from "./outcome";

const now = new Date("2026-11-21T12:00:00Z");

test.each([
  ["30", 30],
  [" 0 ", 0],
  ["Sat, 21 Nov 2026 12:01:30 GMT", 90],
  ["Sat, 21 Nov 2026 11:00:00 GMT", 0],
  ["999999999", 86_400],
  ["soon", undefined],
  ["-5", 0],
  ["", undefined],
  [undefined, undefined],
])("Retry-After %j means %j seconds", (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});
