import { describe, expect, it } from "vitest";
import { passwordStrength } from "./password-strength";

describe("the password hint", () => {
  it("counts what is missing", () => {
    expect(passwordStrength("abcdefghi")).toMatchObject({ hint: "short", count: 1 });
    expect(passwordStrength("abc").level).toBe(1);
  });

  it("is not impressed by repetition or well-known beginnings", () => {
    expect(passwordStrength("aaaaaaaaaaaaaaaa").level).toBe(1);
    expect(passwordStrength("password12345!").level).toBe(1);
  });

  it("likes length more than symbols", () => {
    expect(passwordStrength("tr0ub4dor&").level).toBe(2);
    expect(passwordStrength("correct horse battery staple").level).toBe(3);
  });
});
