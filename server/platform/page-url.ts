import { env } from "./env";

/** The address of one of our pages as people outside reach it; `path` begins with a slash. */
export function pageUrl(path: string): string {
  const { nextAuthUrl, port } = env();
  return new URL(path, nextAuthUrl ?? `http://localhost:${port}`).href;
}
