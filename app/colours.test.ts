import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const THEMES = ["light", "dark"] as const;
const TEXT = ["ink", "ink-muted", "ink-subtle", "accent-ink", "danger-ink", "warn-ink", "ok-ink"];
const SURFACES = [
  "canvas",
  "surface",
  "raised",
  "hover",
  "pressed",
  "accent-soft",
  "danger-soft",
  "warn-soft",
  "ok-soft",
];

/** Any text may come to stand on any surface: a row is pointed at, pressed, selected. */
test.each(THEMES)("every text colour can be read on every surface: %s", async (theme) => {
  const colours = await tokens(theme);
  const tooFaint = TEXT.flatMap((text) =>
    SURFACES.map((surface) => ({ text, surface, contrast: contrast(colours(text), colours(surface)) })),
  ).filter(({ contrast }) => contrast < 4.5);
  expect(tooFaint).toEqual([]);
});

async function tokens(theme: (typeof THEMES)[number]): Promise<(name: string) => string> {
  const css = await readFile(new URL("globals.css", import.meta.url), "utf8");
  return (name) => {
    const both = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
    const colour = both?.[THEMES.indexOf(theme) + 1];
    if (!colour) throw new Error(`There is no colour --${name} in both themes.`);
    return colour;
  };
}

/** WCAG 2.2, contrast ratio: from 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** WCAG 2.2, relative luminance of an sRGB colour `#rrggbb`: from 0 to 1. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
