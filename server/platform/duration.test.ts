import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "./duration";

describe("parseDuration", () => {
  it.each([
    ["500ms", 500],
    ["5s", 5_000],
    ["1.5s", 1_500],
    ["10m", 600_000],
    ["24h", 86_400_000],
    ["7d", 604_800_000],
    ["2w", 1_209_600_000],
    ["1h30m", 5_400_000],
    ["1d2h3m4s5ms", 93_784_005],
    ["0s", 0],
    [" 10m ", 600_000],
    ["PT1H", 3_600_000],
    ["P1DT12H", 129_600_000],
    ["P2W", 1_209_600_000],
    ["PT0.5S", 500],
    ["PT90M", 5_400_000],
  ])("reads %s", (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it.each([
    "",
    " ",
    "10",
    "m",
    "10 m",
    "-5m",
    "10x",
    "1m1h",
    "P",
    "PT",
    "P1DT",
    "P1Y",
    "P1M",
    "PT1D",
    "1e9s",
  ])("refuses %j", (text) => {
    expect(() => parseDuration(text)).toThrow(RangeError);
  });

  it("refuses what is longer than a hundred years, and very long text at once", () => {
    expect(() => parseDuration("40000d")).toThrow(/hundred years/);
    expect(() => parseDuration("1".repeat(100_000))).toThrow(RangeError);
  });
});

describe("formatDuration", () => {
  it("writes the largest units first", () => {
    expect(formatDuration(5_400_000)).toBe("1h30m");
    expect(formatDuration(0)).toBe("0s");
    expect(formatDuration(-60_000)).toBe("-1m");
  });

  it("is read back to the same length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000_000_000_000 }), (milliseconds) => {
        expect(parseDuration(formatDuration(milliseconds))).toBe(milliseconds);
      }),
    );
  });
});
