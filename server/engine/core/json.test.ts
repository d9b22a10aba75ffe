import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Json, jsonSize, jsonText } from "./json";

const json = fc
  .jsonValue({ maxDepth: 5 })
  .map((value) => JSON.parse(JSON.stringify(value))) as fc.Arbitrary<Json>;

describe("jsonSize", () => {
  it("counts the bytes that JSON takes", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(jsonSize(value)).toBe(Buffer.byteLength(JSON.stringify(value)));
      }),
    );
  });

  it("counts text of every script and control characters", () => {
    for (const text of ["ä", "日本", "😀", '"\\', "\n\t\u0001\u000b", "\u007f"]) {
      expect(jsonSize(text)).toBe(Buffer.byteLength(JSON.stringify(text)));
    }
  });

  it("gives up past its limit and past any sane depth", () => {
    expect(jsonSize(["x".repeat(100)], 50)).toBe(Number.POSITIVE_INFINITY);
    let deep: Json = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(jsonSize(deep)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("jsonText", () => {
  it("reads back to the same, whatever the order of keys", () => {
    fc.assert(fc.property(json, (value) => void expect(JSON.parse(jsonText(value))).toEqual(value)));
    expect(jsonText({ b: 1, a: [{ d: 2, c: 3 }] })).toBe('{"a":[{"c":3,"d":2}],"b":1}');
  });
});
