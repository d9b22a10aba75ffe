/** Whether a text has every word of a search, in any order and case. */
export function hasWords(text: string, search: string | undefined): boolean {
  const lower = text.toLowerCase();
  return (search ?? "")
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
