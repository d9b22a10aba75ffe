const LONGEST = 40;

/** A slug made of a name: `Acme Support` → `acme-support`; `fallback` when nothing of the name can be written in one. */
export function slugOf(name: string, fallback: string): string {
  const slug = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, "");
  return slug || fallback;
}

/** `acme`, `acme-2`, `acme-3`, …: the first that is not taken. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted.slice(0, LONGEST)}-${n}`;
    if (!taken.has(slug)) return slug;
  }
}
