import { describe, expect, it } from "vitest";
import { safeReturn } from "./safe-return";

describe("where signing in leads", () => {
  it("goes back to the page that asked", () => {
    expect(safeReturn("/tasks/1?x=2")).toBe("/tasks/1?x=2");
  });

  it("never leaves the site", () => {
    for (const elsewhere of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "/\t/evil.example",
      "javascript:alert(1)",
      "",
      null,
    ]) {
      expect(safeReturn(elsewhere)).toBe("/inbox");
    }
  });
});
