import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { beforeAll, describe, expect, test } from "vitest";
import { type MadeTenant, makeTenant } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";
import { handleHook } from "./hooks";

testDatabase();
const ORIGIN = "http://127.0.0.1:3000";
const { trigger, workflow, run } = operations;

let tenant: MadeTenant;

beforeAll(async () => {
  tenant = await makeTenant();
  const steps = { done: { kind: "end", output: "${input}" } };
  await perform(workflow.put, tenant.owner, { name: "echo", title: "Echo", start: "done", steps });
});

type Made = Awaited<ReturnType<typeof makeHook>>;

async function makeHook(webhook: object = {}, more: object = {}) {
  const made = await perform(trigger.create, tenant.owner, { workflow: "echo", webhook, ...more });
  return { ...made, path: new URL(made.url ?? "").pathname };
}

async function post(path: string, body: string | Uint8Array, headers: Record<string, string> = {}) {
  const request = new Request(`${ORIGIN}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: body as BodyInit,
  });
  const response = await handleHook(request);
  return { status: response.status, body: await response.json() };
}

const outputOf = async (runId: string) => (await perform(run.get, tenant.owner, { runId })).output;
const logOf = async ({ id }: Made) =>
  (await perform(trigger.deliveries, tenant.owner, { triggerId: id })).data.reverse();

test("a webhook starts a run with its body, and answers 202 with the run", async () => {
  const hook = await makeHook();
  const { status, body } = await post(hook.path, '{"question":"Where?"}');
  expect(status).toBe(202);
  expect(body).toMatchObject({ status: "started", runs: [{ id: expect.any(String) }] });
  expect(await outputOf(body.runs[0].id)).toEqual({ question: "Where?" });
  expect(await perform(run.get, tenant.owner, { runId: body.runs[0].id })).toMatchObject({
    startedBy: { type: "system", id: hook.id, name: "echo webhook" },
  });
  expect(await logOf(hook)).toMatchObject([{ id: body.deliveryId, status: "started" }]);
});

test("the address is shown once; a new one opens, and the old one is unknown from then on", async () => {
  const hook = await makeHook();
  expect(await perform(trigger.get, tenant.owner, { triggerId: hook.id })).not.toHaveProperty("url");
  expect((await post(hook.path, "{}")).status).toBe(202);
  const { url } = await perform(trigger.rotate, tenant.owner, { triggerId: hook.id });
  expect((await post(hook.path, "{}")).status).toBe(404);
  expect((await post(new URL(url ?? "").pathname, "{}")).status).toBe(202);
  expect((await post("/api/hooks/nobody", "{}")).body.code).toBe("no_such_hook");
  expect((await post(`/api/hooks/${"A".repeat(43)}`, "{}")).status).toBe(404);
});

describe("a signature", () => {
  const secret = "a secret that both sides know";
  const sign = (body: string | Uint8Array, encoding: "hex" | "base64" = "hex") =>
    createHmac("sha256", secret).update(body).digest(encoding);

  test("is that of the bytes as they came, and nothing starts without it", async () => {
    const verify = { scheme: "hmac", header: "X-Hub-Signature-256", prefix: "sha256=" };
    const hook = await makeHook({ verify }, { secret });
    expect(hook.secret).toBeNull();
    const body = '{ "a":1,\n"b" : 2.0 }';
    const right = { "x-hub-signature-256": `sha256=${sign(body)}` };
    expect((await post(hook.path, body, right)).status).toBe(202);
    const refusals = [
      await post(hook.path, `${body} `, right),
      await post(hook.path, body, { "x-hub-signature-256": sign(body) }),
      await post(hook.path, body, { "x-hub-signature-256": "sha256=" }),
      await post(hook.path, body),
    ];
    expect(refusals.map((r) => [r.status, r.body.code])).toEqual(Array(4).fill([401, "invalid_signature"]));
    expect((await logOf(hook)).map((d) => d.status)).toEqual(["started", ...Array(4).fill("rejected")]);
  });

  test("may be base64, over bytes that are no text", async () => {
    const verify = { scheme: "hmac", header: "x-sig", encoding: "base64" };
    const hook = await makeHook({ verify }, { secret });
    const bytes = Uint8Array.of(0xff, 0, 0xfe);
    const binary = { "content-type": "application/octet-stream", "x-sig": sign(bytes, "base64") };
    expect((await post(hook.path, bytes, binary)).body.code).toBe("malformed_body");
    expect((await post(hook.path, bytes, { ...binary, "x-sig": "AAAA" })).status).toBe(401);
    const text = { "content-type": "text/plain", "x-sig": sign("hello", "base64") };
    const { body } = await post(hook.path, "hello", text);
    expect(await outputOf(body.runs[0].id)).toEqual({ body: "hello" });
  });

  test("by Standard Webhooks is verified with its time; a secret that is made for it is shown once", async () => {
    const hook = await makeHook({ verify: { scheme: "standard" } });
    const webhook = new Webhook(hook.secret ?? "");
    const body = '{"n":1}';
    const headers = (id: string, at: Date) => ({
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": webhook.sign(id, at, body),
    });
    const first = await post(hook.path, body, headers("msg_1", new Date()));
    const again = await post(hook.path, body, headers("msg_1", new Date()));
    const old = await post(hook.path, body, headers("msg_2", new Date(Date.now() - 3_600_000)));
    expect([first.status, again.status, old.status]).toEqual([202, 202, 401]);
    expect(again.body).toMatchObject({ status: "duplicate", runs: first.body.runs });
    expect(await perform(trigger.get, tenant.owner, { triggerId: hook.id })).toMatchObject({
      hasSecret: true,
    });
  });
});

test("twenty deliveries of one id at once start one run, and all are told which", async () => {
  const hook = await makeHook({ dedupe: { by: "header", header: "X-Delivery" } });
  const headers = { "x-delivery": "d-1" };
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(hook.path, "{}", headers)));
  expect(new Set(answers.map((a) => a.body.runs[0].id)).size).toBe(1);
  expect(answers.filter((a) => a.body.status === "started")).toHaveLength(1);
  expect((await post(hook.path, "{}", { "x-delivery": "d-2" })).body.status).toBe("started");
});

test("where the body names the delivery, the same body is the same delivery", async () => {
  const hook = await makeHook({ dedupe: { by: "body" } });
  const [one, same, other] = [
    await post(hook.path, '{"n":1}'),
    await post(hook.path, '{"n":1}'),
    await post(hook.path, '{"n":2}'),
  ];
  expect([one, same, other].map((a) => a?.body.status)).toEqual(["started", "duplicate", "started"]);
});

describe("the input's template", () => {
  test("sees body, headers and query, and keeps types", async () => {
    const input = {
      order: "${body.order.id}",
      who: "From ${headers['x-sender']} by ${query.channel}",
      lines: "${body.order.lines.filter(l, l.n > 1).map(l, l.sku)}",
      missing: "${body.?nothing}",
      price: "$${not an expression}",
    };
    const hook = await makeHook({}, { input });
    const body = {
      order: {
        id: 7,
        lines: [
          { sku: "a", n: 1 },
          { sku: "b", n: 2 },
        ],
      },
    };
    const sent = await post(`${hook.path}?channel=shop`, JSON.stringify(body), {
      "X-Sender": "acme",
      authorization: "Bearer theirs",
    });
    expect(await outputOf(sent.body.runs[0].id)).toEqual({
      order: 7,
      who: "From acme by shop",
      lines: ["b"],
      price: "${not an expression}",
    });
  });

  test("that can't be made of this body starts nothing and says why, and the delivery may come again", async () => {
    const hook = await makeHook({ dedupe: { by: "header", header: "x-id" } }, { input: { n: "${body.n}" } });
    const failed = await post(hook.path, '{"m":1}', { "x-id": "1" });
    expect([failed.status, failed.body.code]).toEqual([422, "mapping_failed"]);
    expect(failed.body.detail).toContain("No such key: n in ${body.n}");
    expect((await post(hook.path, '{"n":1}', { "x-id": "1" })).body.status).toBe("started");
    expect((await logOf(hook)).map((d) => d.status)).toEqual(["failed", "started"]);
  });

  test("that is wrong is refused when it is made, with the field", async () => {
    const wrong = { a: "${body.}", b: "${stranger.x}", c: "${body.x", fine: "${body.x}" };
    const refused = makeHook({}, { input: wrong });
    await expect(refused).rejects.toMatchObject({ code: "trigger_invalid" });
    for (const [key, text] of Object.entries(wrong)) {
      const one = makeHook({}, { input: { [key]: text } });
      if (key === "fine") await one;
      else await expect(one).rejects.toMatchObject({ errors: [{ path: expect.stringMatching(/^input/) }] });
    }
  });
});

test("forms come as fields, empty bodies as null, and what is no JSON is refused", async () => {
  const hook = await makeHook();
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const filled = await post(hook.path, "a=1&b=two+words", form);
  expect(await outputOf(filled.body.runs[0].id)).toEqual({ a: "1", b: "two words" });
  expect(await outputOf((await post(hook.path, "")).body.runs[0].id)).toEqual({ body: null });
  const refusals = [
    await post(hook.path, '{"a":'),
    await post(hook.path, '{"__proto__":{"x":1}}'),
    await post(hook.path, '{"a":"\\u0000"}'),
    await post(hook.path, `${"[".repeat(100)}${"]".repeat(100)}`),
  ];
  expect(refusals.map((r) => [r.status, r.body.code])).toEqual(Array(4).fill([400, "malformed_body"]));
});

test("a body past 256 KiB is refused before anything is kept, other methods too", async () => {
  const hook = await makeHook();
  expect((await post(hook.path, `"${"x".repeat(256 * 1024)}"`)).status).toBe(413);
  const get = await handleHook(new Request(`${ORIGIN}${hook.path}`));
  expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
  expect(await logOf(hook)).toEqual([]);
});

test("a trigger that is switched off starts nothing, and says so", async () => {
  const hook = await makeHook();
  await perform(trigger.update, tenant.owner, { triggerId: hook.id, enabled: false });
  const { status, body } = await post(hook.path, "{}");
  expect([status, body.code]).toEqual([409, "trigger_disabled"]);
  await perform(trigger.delete, tenant.owner, { triggerId: hook.id });
  expect((await post(hook.path, "{}")).status).toBe(404);
});

test("a workflow that is paused refuses its triggers too, and the delivery may come again", async () => {
  const hook = await makeHook({ dedupe: { by: "body" } });
  await perform(workflow.pause, tenant.owner, { name: "echo" });
  const { status, body } = await post(hook.path, "{}");
  expect([status, body.code]).toEqual([409, "workflow_paused"]);
  await perform(workflow.resume, tenant.owner, { name: "echo" });
  expect((await post(hook.path, "{}")).body.status).toBe("started");
});

test("a stranger's workspace sees nothing of a trigger", async () => {
  const hook = await makeHook();
  const { owner } = await makeTenant();
  for (const verb of [trigger.get, trigger.deliveries, trigger.rotate, trigger.delete]) {
    await expect(perform(verb as typeof trigger.get, owner, { triggerId: hook.id })).rejects.toMatchObject({
      code: "trigger_not_found",
    });
  }
  expect((await perform(trigger.list, owner, {})).data).toEqual([]);
});
