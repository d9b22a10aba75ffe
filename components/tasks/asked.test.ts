import { expect, test } from "vitest";
import { askedIn } from "./asked";

test("a trigger at the start of a word asks for what follows it, up to the caret", () => {
  expect(askedIn("@", 1, "@")).toEqual({ from: 0, words: "" });
  expect(askedIn("Please ask @Zoë now", 15, "@")).toEqual({ from: 11, words: "Zoë" });
  expect(askedIn("Hello\n/sor", 10, "/")).toEqual({ from: 6, words: "sor" });
});

test("addresses, fractions and what is finished ask for nothing", () => {
  expect(askedIn("mail@example", 12, "@")).toBeNull();
  expect(askedIn("1/2", 3, "/")).toBeNull();
  expect(askedIn("@Mia ", 5, "@")).toBeNull();
  expect(askedIn("/path/to", 8, "/")).toBeNull();
});
