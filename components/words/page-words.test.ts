import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** What a file imports of ours, also when it is loaded only once it is needed. */
function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([@.][^"]*)"/g)].flatMap(([, name = ""]) => {
    if (!name.startsWith(".") && !name.startsWith("@/")) return [];
    const base = name.startsWith("@/") ? name.slice(2) : join(dirname(file), name);
    return [`${base}.tsx`, `${base}.ts`].filter(existsSync).slice(0, 1);
  });
}

/** The namespaces that a page's components say something of, in all that it imports. */
function namespacesOf(page: string): Set<string> {
  const files = new Set([page]);
  const namespaces = new Set<string>();
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    for (const imported of importsOf(file, text)) files.add(imported);
    for (const [, namespace = ""] of text.matchAll(/\buseTranslations\("(\w+)/g)) namespaces.add(namespace);
  }
  return namespaces;
}

const given = (text: string) =>
  [...text.matchAll(/(?:<Words of=\{|\bconst words[^=]*= )\[([^\]]*)\]/g)].flatMap(([, list = ""]) =>
    [...list.matchAll(/"(\w+)"/g)].map(([, namespace]) => namespace),
  );

for (const group of ["app/(workspace)", "app/(public)"]) {
  test(`every page of ${group} is given the words that it says`, () => {
    const everywhere = given(readFileSync(join(group, "layout.tsx"), "utf8"));
    const pages = globSync(`${group}/**/page.tsx`);
    expect(pages.length).toBeGreaterThan(3);
    const missing = pages.flatMap((page) => {
      const known = new Set(["common", ...everywhere, ...given(readFileSync(page, "utf8"))]);
      return [...namespacesOf(page)].filter((one) => !known.has(one)).map((one) => `${page}: ${one}`);
    });
    expect(missing).toEqual([]);
  });
}
