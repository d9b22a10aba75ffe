import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { CallError, call } from "./trpc-calls";

/** A server that speaks tRPC's protocol, and says what it was asked. */
const asked: { method: string; path: string; input: Record<string, unknown> }[] = [];
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://here");
  const paths = pathname.replace("/api/trpc/", "").split(",");
  const input = JSON.parse(
    request.method === "GET" ? (searchParams.get("input") ?? "{}") : await bodyOf(request),
  );
  asked.push({ method: request.method ?? "", path: paths.join(","), input });
  if (paths.includes("broken.page")) return response.writeHead(502).end("<h1>Bad gateway</h1>");
  response.writeHead(207, { "content-type": "application/json" }).end(
    JSON.stringify(
      paths.map((path, index) =>
        path === "task.claim"
          ? {
              error: {
                message: "Somebody has it.",
                code: -32009,
                data: { code: "task_claimed", httpStatus: 409 },
              },
            }
          : { result: { data: { path, input: input[index] } } },
      ),
    ),
  );
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

const { fetch } = globalThis;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubGlobal("document", { querySelector: () => ({ dataset: { workspace: "w1" } }) });
  // A browser completes addresses by itself.
  vi.stubGlobal("fetch", (address: string, init: RequestInit) => fetch(origin + address, init));
});
beforeEach(() => void asked.splice(0));
afterAll(() => void server.close());

test("what is asked at the same moment goes in one request, each with its own answer", async () => {
  const answers = await Promise.all([
    call("query", "task.get", { taskId: "1" }),
    call("query", "account.me", undefined),
  ]);
  expect(asked).toEqual([{ method: "GET", path: "task.get,account.me", input: { 0: { taskId: "1" } } }]);
  expect(answers).toEqual([
    { path: "task.get", input: { taskId: "1" } },
    { path: "account.me", input: undefined },
  ]);
});

test("changes are posted, and apart from questions", async () => {
  await Promise.all([call("query", "task.get", {}), call("mutation", "task.release", { taskId: "1" })]);
  expect(asked.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    "GET task.get",
    "POST task.release",
  ]);
});

test("a question that is too long for an address is posted, alone", async () => {
  await Promise.all([
    call("query", "task.get", {}),
    call("query", "workflow.check", { definition: "long" }),
    call("query", "task.counts", {}),
  ]);
  expect(asked.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    "GET task.counts",
    "GET task.get",
    "POST workflow.check",
  ]);
});

test("many questions, and long ones, are spread over addresses that every server takes", async () => {
  const texts = Array.from({ length: 45 }, (_, index) => (index % 9 === 0 ? "ü".repeat(300) : "short"));
  const answers = await Promise.all(texts.map((text) => call("query", "task.list", { text })));
  expect(answers).toEqual(texts.map((text) => ({ path: "task.list", input: { text } })));
  expect(asked.length).toBeGreaterThan(2);
  for (const { path } of asked) expect(path.split(",").length).toBeLessThanOrEqual(20);
});

test("a refusal comes with the code it has, and leaves what was asked beside it alone", async () => {
  const [refused, answered] = await Promise.allSettled([
    call("mutation", "task.claim", { taskId: "1" }),
    call("mutation", "task.release", { taskId: "2" }),
  ]);
  expect(answered.status).toBe("fulfilled");
  expect(refused).toMatchObject({ reason: { message: "Somebody has it.", data: { code: "task_claimed" } } });
});

test("an answer of something in between is no answer of the operation", async () => {
  const error = await call("query", "broken.page", {}).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(CallError);
  expect((error as CallError).data).toBeUndefined();
});

test("a request is given up when nobody wants any of it any more", async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const both = Promise.allSettled([
    call("query", "task.get", { taskId: "1" }, first.signal),
    call("query", "task.get", { taskId: "2" }, second.signal),
  ]);
  first.abort();
  second.abort();
  expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const kept = Promise.all([
    call("query", "task.get", { taskId: "1" }, first.signal),
    call("query", "task.get", { taskId: "3" }),
  ]);
  expect(await kept).toHaveLength(2);
});
