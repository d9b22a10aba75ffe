import { env } from "@/server/platform/env";

/** Whether people reach us over https; cookies are then bound to it and to this very host. */
export function isSecure(): boolean {
  return env().nextAuthUrl?.startsWith("https://") ?? false;
}

/** What the session's cookie is called. `__Host-` keeps other hosts of the same domain from setting it (RFC 6265bis). */
export function sessionCookieName(): string {
  return `${isSecure() ? "__Host-" : ""}next-auth.session-token`;
}

/**
 * The session token of a request's cookies. A long one comes in chunks (`name.0`, `name.1`, …), to be joined in
 * their order.
 */
export function sessionTokenOf(header: string | null): string | undefined {
  const name = sessionCookieName();
  const chunks: { index: number; value: string }[] = [];
  for (const pair of header?.split(";") ?? []) {
    const [key = "", ...rest] = pair.trim().split("=");
    const index =
      key === name ? 0 : Number(key.startsWith(`${name}.`) ? key.slice(name.length + 1) : Number.NaN);
    if (Number.isInteger(index)) chunks.push({ index, value: rest.join("=") });
  }
  chunks.sort((a, b) => a.index - b.index);
  return chunks.length > 0 ? chunks.map((chunk) => chunk.value).join("") : undefined;
}
