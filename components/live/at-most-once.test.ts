import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AppRouter } from "@/server/doors/trpc";
import { atMostOnce, keyOf } from "./at-most-once";

/** A server that answers as told, and keeps the keys it was sent. */
let keys: unknown[] = [];
let answers: ("lost" | "done" | "refused" | "gone")[] = [];
const server = createServer((request, response) => {
  keys.push(request.headers["idempotency-key"]);
  const answer = answers.shift() ?? "done";
  if (answer === "lost") request.socket.destroy();
  else if (answer === "gone")
    response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad Gateway</h1>");
  else {
    const data = { code: "conflict", httpStatus: 409 };
    const said =
      answer === "done" ? { result: { data: {} } } : { error: { message: "no", code: -32009, data } };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify([said]));
  }
});

beforeEach(async () => {
  keys = [];
  answers = [];
  await once(server.listen(0), "listening");
});
afterEach(() => void server.close());

const claim = { taskId: "01900000-0000-7000-8000-000000000001" };

function client() {
  const { port } = server.address() as AddressInfo;
  return createTRPCClient<AppRouter>({
    links: [
      atMostOnce,
      httpBatchLink({
        url: `http://localhost:${port}`,
        maxItems: 1,
        headers: ({ opList: [op] }) => keyOf(op),
      }),
    ],
  });
}

test("a change whose answer was lost is sent again with the same key", async () => {
  answers = ["lost", "gone", "done"];
  for (const _ of ["lost", "gone"]) await expect(client().task.claim.mutate(claim)).rejects.toThrow();
  await client().task.claim.mutate(claim);
  expect(keys[0]).toMatch(/^\d+(-\d+){3}$/);
  expect(new Set(keys).size).toBe(1);
});

test("a change that was answered is another one when it is made again", async () => {
  answers = ["done", "refused", "done"];
  await client().task.claim.mutate(claim);
  await expect(client().task.claim.mutate(claim)).rejects.toThrow();
  await client().task.claim.mutate(claim);
  expect(new Set(keys).size).toBe(3);
});

test("changes that differ have keys of their own", async () => {
  answers = ["lost", "done"];
  await expect(client().task.claim.mutate(claim)).rejects.toThrow();
  await client().task.release.mutate(claim);
  expect(new Set(keys).size).toBe(2);
});

test("what is said again and again by itself has none", async () => {
  await client().task.look.mutate({ ...claim, typing: false });
  expect(keys).toEqual([undefined]);
});
