import { headersFor, url } from "@/components/trpc";

/**
 * The last word of a page that goes away: it is on its way before the page is gone, and nobody hears the answer.
 */
export function lastWord(path: string, input: object): void {
  const headers = { "content-type": "application/json", ...headersFor([path]) };
  const body = JSON.stringify(input);
  fetch(`${url}/${path}`, { method: "POST", keepalive: true, headers, body }).catch(() => undefined);
}
