const storageKey = "orkestra.inbox";

/** Keeps how the inbox was left: view, filters and sort. */
export function rememberInbox(address: string) {
  sessionStorage.setItem(storageKey, address);
}

/** The inbox as it was left. */
export function rememberedInbox(): string {
  return sessionStorage.getItem(storageKey) ?? "/inbox";
}
