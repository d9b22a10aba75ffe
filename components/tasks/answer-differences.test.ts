import { expect, test } from "vitest";
import { differences } from "./answer-differences";

const read = (theirs: string, mine: string) =>
  differences(theirs, mine).map(({ text, kind }) => `${kind}: ${text.trim()}`);

test("tells word by word what each of two answers says alone", () => {
  expect(read("Please restart the router now.", "Please restart your computer now.")).toEqual([
    "same: Please restart",
    "theirs: the router",
    "mine: your computer",
    "same: now.",
  ]);
});

test("leaves nothing of either text out", () => {
  const pieces = differences("one two  three\nfour", "zero one three five");
  const of = (kind: string) => pieces.filter((p) => p.kind === "same" || p.kind === kind).map((p) => p.text);
  expect(of("theirs").join("").split(/\s+/)).toEqual(["one", "two", "three", "four"]);
  expect(of("mine").join("").split(/\s+/)).toEqual(["zero", "one", "three", "five"]);
});

test("shows very long answers whole", () => {
  const long = "word ".repeat(700);
  expect(differences(long, "short")).toEqual([
    { text: long, kind: "theirs" },
    { text: "short", kind: "mine" },
  ]);
});
