import { globSync, readFileSync } from "node:fs";
import { extendTailwindMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { cn } from "./cn";

// The whole of Tailwind's rules: too much to send to a browser, right for judging what is sent.
const merge = extendTailwindMerge({ extend: { classGroups: { "font-size": ["text-2xs"] } } });

/** Every class that our components name, without the conditions under which it holds. */
const classes = [
  ...new Set(
    globSync("{app,components}/**/*.{ts,tsx}")
      .filter((path) => !path.includes(".test.") && !path.endsWith("/cn.ts"))
      .flatMap((path) => readFileSync(path, "utf8").match(/"[^"\n]*"/g) ?? [])
      .flatMap((text) => text.slice(1, -1).split(/\s+/))
      .map((name) => name.replace(/^.*:(?![^[(]*[\])])/, ""))
      // What Tailwind knows it merges with itself.
      .filter((name) => /^[^@]/.test(name) && merge(`${name} ${name}`) === name),
  ),
].sort();

test("of any two of our classes the later one wins exactly where Tailwind says that both set the same", () => {
  expect(classes.length).toBeGreaterThan(400);
  const wrong: string[] = [];
  for (const one of classes)
    for (const other of classes) {
      const both = `${one} ${other}`;
      if (one !== other && cn(both) !== merge(both)) wrong.push(both);
    }
  expect(wrong).toEqual([]);
});

test("a class under a condition gives way only to one under the same", () => {
  expect(cn("p-2 hover:p-3", "p-4")).toBe("hover:p-3 p-4");
  expect(cn("hover:p-3 data-[state=open]:p-1", "hover:p-4", "data-[state=open]:p-2")).toBe(
    "hover:p-4 data-[state=open]:p-2",
  );
  expect(cn("[&_svg]:size-4", "[&_svg]:w-3 size-2")).toBe("[&_svg]:size-4 [&_svg]:w-3 size-2");
});

test("what is false or nothing is left out", () => {
  expect(cn("a", false, undefined, null, "", ["b", { c: true, d: false }])).toBe("a b c");
});
