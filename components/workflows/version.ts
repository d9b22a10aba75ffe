/** The version that an address names, if it is one. */
export function readVersion(text: string | null | undefined): number | undefined {
  const version = Number(text);
  return Number.isSafeInteger(version) && version > 0 ? version : undefined;
}
