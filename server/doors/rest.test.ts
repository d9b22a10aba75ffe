import { beforeAll, describe, expect, test } from "vitest";
import { makeTenant } from "@/db/factories";
import { startQueue } from "@/server/jobs/worker";
import { resetEnv } from "@/server/platform/env";
import { testDatabase } from "@/server/testing/database";
import { keyHeaders, request, sessionHeaders } from "@/server/testing/requests";
import { handleRest } from "./rest";

testDatabase();

let key: Record<string, string>;
let owner: Awaited<ReturnType<typeof makeTenant>>["owner"];
beforeAll(async () => {
  ({ owner } = await makeTenant());
  key = await keyHeaders(owner);
});

const talk = { channel: "whatsapp", participant: { id: "+49151" } };

async function send(method: string, path: string, headers: Record<string, string> = {}, body?: unknown) {
  const response = await handleRest(request(method, `/api/v1${path}`, headers, body));
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? undefined : JSON.parse(text),
  };
}

describe("an answer", () => {
  test("is 201 for what was made and 200 for what was there", async () => {
    const made = await send("POST", "/conversations", key, { ...talk, externalId: "wa-1" });
    const again = await send("POST", "/conversations", key, { ...talk, externalId: "wa-1" });
    expect([made.status, again.status]).toEqual([201, 200]);
    expect(again.body.id).toBe(made.body.id);
  });

  test("carries the caller's request id when it is a sane one, and what is left of the limit", async () => {
    const sane = await send("GET", "/tasks", { ...key, "x-request-id": "bot-7:42" });
    expect(sane.headers.get("x-request-id")).toBe("bot-7:42");
    expect(Number(sane.headers.get("ratelimit-limit"))).toBeGreaterThan(0);
    expect(Number(sane.headers.get("ratelimit-remaining"))).toBeLessThan(
      Number(sane.headers.get("ratelimit-limit")),
    );
    expect(sane.headers.get("ratelimit-reset")).toMatch(/^\d+$/);
    expect(sane.headers.get("cache-control")).toBe("no-store");
    const odd = await send("GET", "/tasks", { ...key, "x-request-id": "<script>".repeat(40) });
    expect(odd.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("says that it is replayed when the key was seen before", async () => {
    const headers = { ...key, "idempotency-key": "order-77" };
    const first = await send("POST", "/conversations", headers, talk);
    const second = await send("POST", "/conversations", headers, talk);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    const other = await send("POST", "/conversations", headers, { ...talk, channel: "email" });
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
  });

  test("fits HEAD and OPTIONS too", async () => {
    const options = await send("OPTIONS", "/tasks");
    expect(options.status).toBe(204);
    expect(options.headers.get("allow")).toBe("POST, GET, HEAD, OPTIONS");
    expect(options.headers.get("access-control-allow-origin")).toBeNull();
    expect((await send("HEAD", "/tasks", key)).status).toBe(200);
  });

  test("comes from the literal path before the one with a parameter", async () => {
    expect((await send("GET", "/tasks/counts", key)).body).toHaveProperty("mine");
  });
});

describe("a refusal", () => {
  test("is a problem with a stable code and the request's id", async () => {
    const { status, headers, body } = await send("GET", "/nothing", { "x-request-id": "r-1" });
    expect(status).toBe(404);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(body).toEqual({
      type: "/docs/api#problem-request",
      title: "Bad request",
      status: 404,
      code: "no_such_path",
      detail: "Nothing is at this path; /docs/api lists what there is.",
      requestId: "r-1",
    });
  });

  test("says how to come in when no key came, before the body is looked at", async () => {
    const { status, headers, body } = await send("POST", "/runs", {}, "{ not json");
    expect([status, body.code]).toEqual([401, "unauthenticated"]);
    expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  test("names the methods that do work", async () => {
    const { status, headers } = await send("DELETE", "/tasks", key);
    expect(status).toBe(405);
    expect(headers.get("allow")).toContain("POST");
  });

  test.each([
    ["cut short", '{"channel": "wa', 400, "malformed_json"],
    ["no object", "[1]", 422, "invalid_input"],
    ["a bare string", '"x"', 422, "invalid_input"],
  ])("of a body that is %s", async (_what, body, status, code) => {
    const answer = await send("POST", "/conversations", key, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test("shows where JSON stops being JSON", async () => {
    const { body } = await send("POST", "/conversations", key, '{"channel": nope}');
    expect(body.detail).toContain(`token 'o', "{"channel": nope}"`);
  });

  test("of a form post: only JSON is read", async () => {
    const headers = { ...key, "content-type": "application/x-www-form-urlencoded" };
    const { status, body } = await send("POST", "/conversations", headers, "channel=web");
    expect([status, body.code]).toEqual([415, "json_expected"]);
  });

  test("of more than a mebibyte, whether or not its length was declared", async () => {
    const long = JSON.stringify({ ...talk, externalId: "x".repeat(1024 * 1024) });
    expect((await send("POST", "/conversations", key, long)).status).toBe(413);
    const stream = new Blob([long]).stream();
    const undeclared = new Request("http://127.0.0.1:3000/api/v1/conversations", {
      method: "POST",
      headers: { ...key, "content-type": "application/json" },
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect((await handleRest(undeclared)).status).toBe(413);
  });

  test.each([
    ["__proto__ as a field", '{"__proto__": {"admin": true}, "participant": {"id": "1"}}', "__proto__"],
    ["a NUL", JSON.stringify({ participant: { id: "a\0b" } }), "participant.id"],
    [
      "a NUL in a field's name",
      JSON.stringify({ participant: { id: "1", metadata: { "a\0": 1 } } }),
      "participant.metadata",
    ],
    ["half a surrogate", '{"participant": {"id": "\\ud800"}}', "participant.id"],
  ])("names the field with %s", async (_what, body, path) => {
    const answer = await send("POST", "/conversations", key, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(path);
  });

  test("of endless nesting is a refusal and no crash", async () => {
    const deep = `{"participant":{"id":"1","metadata":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}}`;
    expect((await send("POST", "/conversations", key, deep)).status).toBe(422);
  });

  test("of a body that contradicts its path", async () => {
    const { body } = await send("POST", "/conversations", key, talk);
    const path = `/conversations/${body.id}/messages`;
    const message = { role: "user", content: "Hello" };
    const other = await send("POST", path, key, {
      ...message,
      conversationId: "0192e4a1-0000-7000-8000-000000000000",
    });
    expect([other.status, other.body.errors[0].path]).toEqual([422, "conversationId"]);
    const same = await send("POST", path, key, { ...message, conversationId: body.id });
    expect(same.status).toBe(201);
  });

  test("of broken escapes in the path", async () => {
    expect((await send("GET", "/tasks/%E0%A4%A", key)).status).toBe(400);
  });

  test("lists every field that is wrong", async () => {
    const { status, body } = await send("POST", "/tasks", key, {
      title: "",
      form: { fields: { a: { type: "no" } } },
      x: 1,
    });
    expect(status).toBe(422);
    expect(body.errors.map((e: { path: string }) => e.path).sort()).toEqual([
      "form.fields.a.type",
      "title",
      "x",
    ]);
  });

  test("of too many requests says when to come back", async () => {
    const limited = await keyHeaders((await makeTenant()).owner);
    process.env.ORKESTRA_RATE_LIMIT = "2";
    resetEnv();
    const shared = globalThis as { __orkestraRateLimiter?: unknown };
    delete shared.__orkestraRateLimiter;
    try {
      const statuses = [];
      for (let i = 0; i < 3; i++) statuses.push((await send("GET", "/tasks", limited)).status);
      expect(statuses).toEqual([200, 200, 429]);
      const last = await send("GET", "/tasks", limited);
      expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(last.headers.get("ratelimit-remaining")).toBe("0");
    } finally {
      delete process.env.ORKESTRA_RATE_LIMIT;
      resetEnv();
      delete shared.__orkestraRateLimiter;
    }
  });
});

describe("a browser's cookie", () => {
  test("opens the API to our own pages and to no other site's", async () => {
    const cookie = await sessionHeaders(owner);
    expect((await send("POST", "/conversations", cookie, talk)).status).toBe(201);
    const foreign = { ...cookie, "sec-fetch-site": "cross-site", origin: "https://evil.example" };
    expect((await send("POST", "/conversations", foreign, talk)).status).toBe(403);
    const bare = { cookie: cookie.cookie };
    expect((await send("POST", "/conversations", bare, talk)).status).toBe(403);
  });
});

describe("a list", () => {
  test("goes on at its cursor, takes repeated keys, and refuses a cursor that is none", async () => {
    const mine = await keyHeaders((await makeTenant()).owner);
    for (const id of ["1", "2", "3"]) await send("POST", "/conversations", mine, { participant: { id } });
    const first = await send("GET", "/conversations?limit=2", mine);
    expect(first.body.data).toHaveLength(2);
    const rest = await send(
      "GET",
      `/conversations?limit=2&cursor=${encodeURIComponent(first.body.nextCursor)}`,
      mine,
    );
    expect(rest.body.data).toHaveLength(1);
    expect(rest.body.nextCursor).toBeNull();
    expect((await send("GET", "/conversations?cursor=garbage", mine)).status).toBe(422);
    expect((await send("GET", "/tasks?status=created&status=claimed", mine)).status).toBe(200);
    expect((await send("GET", "/tasks?status=created,claimed", mine)).status).toBe(200);
    expect((await send("GET", "/tasks?status=nope", mine)).status).toBe(422);
  });
});

test("a definition is put as the body itself", async () => {
  await startQueue();
  const definition = { title: "T", start: "end", steps: { end: { kind: "end" } } };
  const made = await send("PUT", "/workflows/probe", key, definition);
  expect([made.status, made.body.name]).toEqual([201, "probe"]);
  expect((await send("PUT", "/workflows/probe", key, definition)).status).toBe(200);
  const started = await send("POST", "/runs", key, { workflow: "probe", input: {} });
  expect([started.status, started.body.status]).toEqual([201, "completed"]);
});
