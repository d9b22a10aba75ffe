import { Agent, type Dispatcher } from "undici";

/** A keep-alive client with so many connections. */
export function httpClient(connections: number) {
  const agent = new Agent({ connections, pipelining: 1 });
  return {
    async json<T>(method: Dispatcher.HttpMethod, url: string, headers: Record<string, string>, body?: unknown): Promise<T> {
      const answer = await agent.request({
        origin: new URL(url).origin,
        path: url.slice(new URL(url).origin.length),
        method,
        headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${text.slice(0, 300)}`);
      return (text === "" ? undefined : JSON.parse(text)) as T;
    },
    close: () => agent.close(),
  };
}
export type HttpClient = ReturnType<typeof httpClient>;
