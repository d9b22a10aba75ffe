import { patience } from "./patience";

/**
 * Next waits for the network when a page cannot be asked for (`useOffline` in next.config.ts), but takes what a load
 * balancer says while nobody stands behind it for an answer, and leaves for it; and a dead connection it waits for
 * without end. With this, both are a network that is away.
 */
function waitForPages() {
  const { fetch } = window;
  window.fetch = async (asked, init) => {
    if (!init?.headers || !("rsc" in init.headers)) return fetch(asked, init);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new TypeError("no answer")), patience);
    });
    const answer = await Promise.race([fetch(asked, init), late]).finally(() => clearTimeout(timer));
    if (answer.status >= 502 && answer.status <= 504) throw new TypeError("nobody there");
    return answer;
  };
}

if (typeof window !== "undefined") waitForPages();
