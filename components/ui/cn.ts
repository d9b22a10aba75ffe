import { type ClassValue, clsx } from "clsx";

/** What a class sets, for those whose first word does not say it. The first that fits counts. */
const kinds: [kind: string, RegExp][] = [
  ["display", /^(block|inline|inline-block|flex|inline-flex|grid|inline-grid|contents|hidden)$/],
  ["position", /^(static|relative|absolute|fixed|sticky)$/],
  ["visibility", /^(in)?visible$/],
  ["sr-only", /^(not-)?sr-only$/],
  ["underline", /^(no-)?underline$/],
  ["truncate", /^truncate$/],
  ["break", /^break-(all|words|normal)$/],
  ["font-size", /^text-(2xs|xs|sm|base|lg|\d?xl|\[)/],
  ["text-align", /^text-(left|center|right)$/],
  ["text-wrap", /^text-(balance|pretty|wrap|nowrap)$/],
  ["font-family", /^font-(sans|mono)$/],
  ["border-style", /^border-(solid|dashed|none)$/],
  ["border", /^border(-\d)?$/],
  ["border-$1", /^border-([xytrbl])(-\d)?$/],
  ["border-color", /^border-/],
  ["rounded-$1", /^rounded-([trbl])(-|$)/],
  ["ring", /^ring(-\d)?$/],
  ["ring-color", /^ring-/],
  ["outline-style", /^outline-(none|hidden)$/],
  ["outline", /^outline(-\d)?$/],
  ["outline-color", /^outline-(?!offset)/],
  ["flex-direction", /^flex-(row|col)/],
  ["flex-wrap", /^flex-(no)?wrap/],
  ["flex", /^flex-/],
  ["list-style", /^list-/],
  ["$1", /^\[([\w-]+):/],
];

const words =
  /^-?(min-w|max-w|min-h|max-h|size|[wh]|[mp][xytrbl]?|space-[xy]|inset-[xy]|inset|top|right|bottom|left|translate-[xy]|rotate|z|gap-[xy]|gap|order|basis|grow|shrink|grid-cols|grid-rows|col-start|col|row-start|items|justify-self|justify|self|content|overflow-[xy]|overflow|overscroll|bg|text|font|leading|tracking|whitespace|line-clamp|opacity|shadow|rounded|outline-offset|underline-offset|cursor|select|pointer-events|resize|animate|transition|duration|object|appearance|field-sizing|columns|scroll-mt|accent|align)(?=-|$)/;

/** The narrower kinds that a class of a wider one takes back with it. */
const within: Record<string, string[]> = {
  size: ["w", "h"],
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["right", "left"],
  "inset-y": ["top", "bottom"],
  gap: ["gap-x", "gap-y"],
  overflow: ["overflow-x", "overflow-y"],
  flex: ["basis", "grow", "shrink"],
  rounded: ["rounded-t", "rounded-r", "rounded-b", "rounded-l"],
  border: ["border-x", "border-y", "border-t", "border-r", "border-b", "border-l"],
  "border-x": ["border-r", "border-l"],
  "border-y": ["border-t", "border-b"],
  "font-size": ["leading"],
  "line-clamp": ["display", "overflow"],
};
for (const side of ["m", "p"]) {
  within[side] = [..."xytrbl"].map((one) => side + one);
  within[`${side}x`] = [`${side}r`, `${side}l`];
  within[`${side}y`] = [`${side}t`, `${side}b`];
}

const known = new Map<string, [when: string, kind: string | undefined]>();

/** Under which conditions a class holds, and what it sets; undefined: nothing that another could take back. */
function kindOf(name: string): [when: string, kind: string | undefined] {
  const before = known.get(name);
  if (before) return before;
  let start = 0;
  let depth = 0;
  for (const [at, letter] of [...name].entries()) {
    if (letter === "[" || letter === "(") depth += 1;
    else if (letter === "]" || letter === ")") depth -= 1;
    else if (letter === ":" && depth === 0) start = at + 1;
  }
  const base = name.slice(start).replace(/!$/, "");
  const found = kinds.find(([, pattern]) => pattern.test(base));
  const kind = found ? found[0].replace("$1", found[1].exec(base)?.[1] ?? "") : words.exec(base)?.[1];
  const answer: [string, string | undefined] = [
    `${name.slice(0, start)}${name.endsWith("!") ? "!" : ""}`,
    kind,
  ];
  known.set(name, answer);
  return answer;
}

/** Joins class names; a later Tailwind class wins over an earlier one of the same kind. */
export function cn(...classes: ClassValue[]): string {
  const taken = new Set<string>();
  const kept: string[] = [];
  for (const name of clsx(classes).split(" ").reverse()) {
    const [when, kind] = kindOf(name);
    if (kind) {
      if (taken.has(when + kind)) continue;
      taken.add(when + kind);
      for (const narrower of within[kind] ?? []) taken.add(when + narrower);
    }
    kept.push(name);
  }
  return kept.reverse().join(" ");
}
