import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoFromMillis, millisFromIso } from "./time";

describe("ISO 8601 without a clock", () => {
  it("agrees with Date from year 0 to year 9999", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
        (date) => {
          expect(isoFromMillis(date.getTime())).toBe(date.toISOString());
          expect(millisFromIso(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });

  it.each([
    ["2026-01-31", "2026-01-31T00:00:00.000Z"],
    ["2026-01-31T10:00+01:00", "2026-01-31T09:00:00.000Z"],
    ["2026-01-31T10:00:30.5-0230", "2026-01-31T12:30:30.500Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
  ])("reads %s", (text, expected) => {
    expect(isoFromMillis(millisFromIso(text) ?? 0)).toBe(expected);
  });

  it.each([
    "2026-02-29",
    "2026-13-01",
    "2026-01-31T25:00Z",
    "2026-01-31T10:00",
    "tomorrow",
    "",
    "2026-01-31T10:00+99:00",
  ])("refuses %j", (text) => {
    expect(millisFromIso(text)).toBeUndefined();
  });
});
