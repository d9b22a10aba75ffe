import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { answer, type WebHandler } from "./bridge";
import { type HttpServer, listen } from "./http";

let http: HttpServer;
afterEach(() => http.close());

async function serve(handler: WebHandler, ready = true): Promise<string> {
  http = await listen({ port: 0, host: "127.0.0.1", role: "all" });
  http.open(
    (req, res) => answer(handler, req, res),
    async () => ({ database: ready }),
  );
  return `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
}

const echo: WebHandler = async (request) =>
  Response.json({ url: request.url, method: request.method, body: await request.text() });

test("health is told before anything else works, and readiness is refused", async () => {
  http = await listen({ port: 0, host: "127.0.0.1", role: "web" });
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  expect((await fetch(`${url}/api/v1/runs`)).headers.get("retry-after")).toBe("2");
});

test("readiness names what is missing", async () => {
  const url = await serve(echo, false);
  const answered = await fetch(`${url}/readyz`);
  expect([answered.status, await answered.json()]).toEqual([
    503,
    { ready: false, checks: { database: false } },
  ]);
});

test("a request reaches the handler whole: URL, method and body", async () => {
  const url = await serve(echo);
  const body = "ü".repeat(200_000);
  const answered = await fetch(`${url}/api/v1/x?a=1`, { method: "PUT", body });
  expect(await answered.json()).toEqual({ url: `${url}/api/v1/x?a=1`, method: "PUT", body });
});

test("several cookies stay several", async () => {
  const url = await serve(async () => {
    const headers = new Headers({ "content-type": "text/plain" });
    headers.append("set-cookie", "a=1");
    headers.append("set-cookie", "b=2");
    return new Response("", { headers });
  });
  expect((await fetch(url)).headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

test("neither a path nor a request line can choose the host", async () => {
  const url = await serve(echo);
  const raw = async (target: string) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.end(`GET ${target} HTTP/1.1\r\nHost: good.example\r\nConnection: close\r\n\r\n`);
    let text = "";
    for await (const chunk of socket) text += chunk;
    return text;
  };
  expect(await raw("//evil.example/x")).toContain('"url":"http://good.example//evil.example/x"');
  expect(await raw("http://evil.example/x")).toContain('"url":"http://good.example/x"');
});

test("a Host header that is none gives 400", async () => {
  const url = await serve(echo);
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.end("GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n");
  const [chunk] = await once(socket, "data");
  expect(String(chunk)).toMatch(/^HTTP\/1.1 400/);
});

test("an error in a handler is a 500 that tells nothing about the inside", async () => {
  const url = await serve(async () => {
    throw new Error("the secret table is gone");
  });
  const answered = await fetch(url);
  expect(answered.status).toBe(500);
  expect(await answered.text()).not.toContain("secret");
});

test("a client that hangs up aborts the request and cancels the answer's stream", async () => {
  const seen: string[] = [];
  const url = await serve(async (request) => {
    request.signal.addEventListener("abort", () => seen.push("aborted"));
    return new Response(
      new ReadableStream({
        start: (c) => c.enqueue(new Uint8Array(10)),
        cancel: () => void seen.push("cancelled"),
      }),
    );
  });
  const hangUp = new AbortController();
  const answered = await fetch(url, { signal: hangUp.signal });
  await answered.body?.getReader().read();
  hangUp.abort();
  await expect.poll(() => seen.toSorted()).toEqual(["aborted", "cancelled"]);
});

test("a drain lets requests under way finish, ends event streams, and refuses new requests", async () => {
  const arrived = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<void>();
  const url = await serve(async (request) => {
    if (!request.url.endsWith("/events")) {
      arrived.resolve();
      await finished.promise;
      return new Response("done");
    }
    const stream = new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode("data: 1\n\n")) });
    return new Response(stream, { headers: { "content-type": "text/event-stream" } });
  });
  const slow = fetch(url);
  const events = await fetch(`${url}/events`);
  await arrived.promise;

  const drained = http.drain(10_000);
  expect(await events.text()).toBe("data: 1\n\n");
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  expect((await fetch(url)).status).toBe(503);
  finished.resolve();
  expect(await (await slow).text()).toBe("done");
  await drained;
});
