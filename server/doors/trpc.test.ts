import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import type { z } from "zod";
import { makeTenant } from "@/db/factories";
import { conversations } from "@/db/schema/conversations";
import { withSystem } from "@/db/tenancy";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import type { Operations } from "@/server/operations";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";
import { keyHeaders, request, sessionHeaders } from "@/server/testing/requests";
import { type AppRouter, appRouter, handleTrpc } from "./trpc";

testDatabase();

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

describe("the router's types", () => {
  test("are each operation's own", () => {
    expectTypeOf<Inputs["task"]["complete"]>().toEqualTypeOf<
      z.input<Operations["task"]["complete"]["input"]>
    >();
    expectTypeOf<Outputs["task"]["complete"]["status"]>().toEqualTypeOf<TaskDetail["status"]>();
    expectTypeOf<Outputs["conversation"]["append"]["author"]["name"]>().toEqualTypeOf<string>();
  });

  test("make reads queries and writes mutations", () => {
    expectTypeOf<AppRouter["task"]["get"]["_def"]["type"]>().toEqualTypeOf<"query">();
    expectTypeOf<AppRouter["task"]["claim"]["_def"]["type"]>().toEqualTypeOf<"mutation">();
  });

  test("let the input be left out when nothing must be given, and only then", () => {
    expectTypeOf<undefined>().toExtend<Inputs["team"]["list"]>();
    expectTypeOf<undefined>().not.toExtend<Inputs["task"]["get"]>();
  });

  test("know nothing of internal operations, and neither does the router", () => {
    expectTypeOf<AppRouter["task"]>().not.toHaveProperty("missDeadline");
    expect(Object.keys(appRouter._def.procedures)).not.toContain("task.missDeadline");
    expect(Object.keys(appRouter._def.procedures)).toContain("task.claim");
  });
});

describe("a call", () => {
  let owner: Actor;
  let cookie: Record<string, string>;
  let key: Record<string, string>;
  beforeAll(async () => {
    ({ owner } = await makeTenant());
    cookie = await sessionHeaders(owner);
    key = await keyHeaders(owner);
  });

  async function call(method: string, path: string, headers: Record<string, string>, body?: unknown) {
    const response = await handleTrpc(request(method, `/api/trpc/${path}`, headers, body));
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  test("from one of our pages acts as the member who is signed in", async () => {
    const { status, body } = await call("GET", "account.me", cookie);
    expect([status, body.result.data.user.id]).toEqual([200, owner.id]);
  });

  test("that is refused tells code, fields and request id", async () => {
    const input = { title: "", form: { fields: {} } };
    const { status, body } = await call("POST", "task.create", { ...cookie, "x-request-id": "r-9" }, input);
    expect(status).toBe(422);
    expect(body.error.data).toMatchObject({
      code: "invalid_input",
      httpStatus: 422,
      errors: [{ path: "title" }],
      requestId: "r-9",
    });
    expect(JSON.stringify(body)).not.toMatch(/node_modules|at async|\.ts:/);
  });

  test("from nobody is refused, and from another site's page too", async () => {
    expect((await call("POST", "task.create", {}, {})).status).toBe(401);
    expect((await call("GET", "task.counts", {})).status).toBe(401);
    const foreign = {
      cookie: cookie.cookie ?? "",
      "sec-fetch-site": "cross-site",
      origin: "https://evil.example",
    };
    const { status, body } = await call("POST", "conversation.create", foreign, { participant: { id: "1" } });
    expect([status, body.error.data.code]).toEqual([403, "cross_site"]);
  });

  test("from a page that shows another workspace than the session is in does nothing", async () => {
    const participant = { id: "1" };
    const stale = { ...cookie, "x-orkestra-workspace": "0199c0de-0000-7000-8000-000000000000" };
    const before = await countConversations();
    const { status, body } = await call("POST", "conversation.create", stale, { participant });
    expect([status, body.error.data.code]).toEqual([409, "workspace_switched"]);
    expect(body.error.data.details).toEqual({ tenantId: owner.tenantId });
    expect(await countConversations()).toBe(before);
    const current = { ...cookie, "x-orkestra-workspace": owner.tenantId };
    expect((await call("POST", "conversation.create", current, { participant })).status).toBe(200);
    const byKey = { ...stale, ...key };
    expect((await call("POST", "conversation.create", byKey, { participant: { id: "2" } })).status).toBe(200);
  });

  test("by form, as another site's page could send one, is refused unread", async () => {
    const form = { ...cookie, "content-type": "text/plain" };
    const { status, body } = await call("POST", "conversation.create", form, { participant: { id: "1" } });
    expect([status, body.code]).toEqual([415, "json_expected"]);
  });

  test("with an Idempotency-Key is done once, and a batch can't share one", async () => {
    const headers = { ...key, "idempotency-key": "t-1" };
    const first = await call("POST", "conversation.create", headers, { participant: { id: "9" } });
    const again = await call("POST", "conversation.create", headers, { participant: { id: "9" } });
    expect(again.body).toEqual(first.body);
    expect(first.status).toBe(200);
    const batch = { 0: { participant: { id: "1" } }, 1: { participant: { id: "2" } } };
    const before = await countConversations();
    const refused = await call("POST", "conversation.create,conversation.create?batch=1", headers, batch);
    expect(refused.status).toBe(400);
    expect(await countConversations()).toBe(before);
  });

  test("is answered in the language that its caller reads: what is wrong, and what may not be done", async () => {
    const german = { ...cookie, cookie: `${cookie.cookie}; locale=de` };
    const form = { fields: { answer: { type: "text", required: true } } };
    const refused = await call("POST", "task.create", german, { title: "", form });
    expect(refused.body.error.message).toBe("Manches davon kann nicht verwendet werden.");
    expect(refused.body.error.data.errors).toEqual([{ path: "title", message: "Mindestens 1 Zeichen." }]);

    const { body: made } = await call("POST", "task.create", german, { title: "The invoice", form });
    const taskId: string = made.result.data.id;
    expect(made.result.data.title).toBe("The invoice");
    expect(made.result.data.whyNot.release).toBe("Niemand hat sie übernommen.");
    const early = await call("POST", "task.release", german, { taskId });
    expect(early.body.error.message).toBe("Niemand hat sie übernommen.");
    const empty = await call("POST", "task.complete", german, { taskId, formData: {} });
    expect(empty.body.error.data.errors[0].message).toBe("Das wird gebraucht.");

    const english = await call("POST", "task.release", cookie, { taskId });
    expect(english.body.error.message).toBe("Nobody has claimed it.");
    const asked = { ...cookie, "accept-language": "de-DE,de;q=0.9" };
    expect((await call("GET", "task.get", asked)).body.error.message).toMatch(/^Manches/);
  });

  test("in a batch stands for itself: one that fails takes no other with it", async () => {
    const input = encodeURIComponent(JSON.stringify({ 0: {}, 1: { taskId: "nope" } }));
    const { body } = await call("GET", `team.list,task.get?batch=1&input=${input}`, cookie);
    expect(body[0].result.data).toEqual({ data: [], nextCursor: null });
    expect(body[1].error.data.code).toBe("invalid_input");
  });

  test.each([
    ["broken JSON", "POST", "conversation.create", "{nope", 400],
    ["broken JSON in a query", "GET", "task.get?input=%7Bnope", undefined, 400],
    ["no such procedure", "GET", "nothing.here", undefined, 404],
    ["a write by GET", "GET", "conversation.create", undefined, 405],
    [
      "endless nesting",
      "POST",
      "conversation.create",
      `{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
      422,
    ],
    ["too long a body", "POST", "conversation.create", `"${"x".repeat(1024 * 1024)}"`, 413],
  ])("with %s is refused and breaks nothing", async (_what, method, path, body, status) => {
    const answer = await call(method, path, cookie, body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:/);
  });

  test("to an internal operation finds nothing", async () => {
    const { status, body } = await call("POST", "task.missDeadline", key, { deadlineId: "x" });
    expect([status, body.error.data.code]).toEqual([404, "not_found"]);
  });
});

async function countConversations(): Promise<number> {
  return withSystem("test", async (tx) => (await tx.select().from(conversations)).length);
}
