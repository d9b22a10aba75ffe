import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTenant } from "@/db/factories";
import { withSystem, withTenant } from "@/db/tenancy";
import { dropForgotten } from "@/server/domain/attachments/attach";
import { handleRest } from "@/server/doors/rest";
import { stopBoss } from "@/server/jobs/boss";
import { startQueue } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";
import { keyHeaders } from "@/server/testing/requests";

testDatabase();

let home: MadeTenant;
let headers: Record<string, string>;
const PNG = Buffer.from("\x89PNG\r\n\x1a\n and more", "latin1");

beforeAll(async () => {
  await startQueue();
  home = await makeTenant();
  headers = await keyHeaders(home.owner);
});
afterAll(() => stopBoss());

const at = (path: string, init: RequestInit = {}) =>
  handleRest(
    new Request(`http://127.0.0.1:3000/api/v1${path}`, { ...init, headers: { ...headers, ...init.headers } }),
  );
const upload = (name: string, body: Buffer) =>
  at(`/attachments?name=${encodeURIComponent(name)}`, {
    method: "POST",
    body: new Uint8Array(body),
    headers: { "content-type": "image/png" },
  });

async function aConversation() {
  return (await perform(operations.conversation.create, home.owner, { participant: { id: "1" } })).id;
}

test("a file that is sent with a message comes back as it was, and a browser may only look at it", async () => {
  const uploaded = await upload('Grüße "1".png', PNG);
  expect(uploaded.status).toBe(201);
  const { id, mediaType, size, url } = await uploaded.json();
  expect({ mediaType, size }).toEqual({ mediaType: "image/png", size: PNG.length });
  const conversationId = await aConversation();
  const sent = await at(`/conversations/${conversationId}/messages`, {
    method: "POST",
    body: JSON.stringify({ role: "user", content: "", attachmentIds: [id] }),
    headers: { "content-type": "application/json" },
  });
  expect((await sent.json()).attachments).toMatchObject([{ id, name: 'Grüße "1".png' }]);
  const read = await (await at(`/conversations/${conversationId}`)).json();
  expect(read.messages[0].attachments).toHaveLength(1);
  const file = await at(url.slice("/api/v1".length));
  expect(Buffer.from(await file.arrayBuffer())).toEqual(PNG);
  expect(file.headers.get("content-type")).toBe("image/png");
  expect(file.headers.get("x-content-type-options")).toBe("nosniff");
  expect(file.headers.get("content-security-policy")).toContain("sandbox");
  expect(file.headers.get("content-disposition")).toBe(
    "inline; filename=\"Gr__e _1_.png\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%22.png",
  );
});

test("what is not shown by every browser is saved instead", async () => {
  const { url } = await (await upload("notes.txt", Buffer.from("<script>alert(1)</script>"))).json();
  const file = await at(url.slice("/api/v1".length));
  expect(file.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(file.headers.get("content-disposition")).toMatch(/^attachment;/);
});

test("a file of no known kind, an empty one and one that is too long are refused", async () => {
  const page = await upload("page.html", Buffer.from("<html>"));
  expect([page.status, (await page.json()).code]).toEqual([422, "file_refused"]);
  expect((await upload("empty.png", Buffer.alloc(0))).status).toBe(422);
  const long = await upload("long.png", Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]));
  expect([long.status, (await long.json()).code]).toEqual([413, "body_too_large"]);
});

test("nobody sends what another has uploaded, and nothing goes with two messages", async () => {
  const { id } = await perform(operations.attachment.upload, home.owner, {
    name: "a.png",
    content: PNG.toString("base64"),
  });
  const conversationId = await aConversation();
  const message = { conversationId, role: "human", content: "See", attachmentIds: [id] };
  const other = await makeMember(home);
  const refusal = { kind: "Invalid", errors: [{ path: "attachmentIds.0" }] };
  await expect(perform(operations.conversation.append, other, message)).rejects.toMatchObject(refusal);
  await perform(operations.conversation.append, home.owner, message);
  await expect(perform(operations.conversation.append, home.owner, message)).rejects.toMatchObject(refusal);
  const { messages } = await perform(operations.conversation.get, home.owner, { conversationId });
  expect(messages).toHaveLength(1);
});

test("an upload that no message came for is gone after a day, its bytes too", async () => {
  const { id } = await perform(operations.attachment.upload, home.owner, {
    name: "b.png",
    content: PNG.toString("base64"),
  });
  const here = () =>
    withTenant(home.tenantId, (tx) =>
      tx.execute(sql`select key from files where key = ${`attachments/${id}`}`),
    );
  await withSystem("test", (tx) => dropForgotten(tx));
  expect(await here()).toHaveLength(1);
  await withSystem("test", async (tx) => {
    await tx.execute(sql`update attachments set created_at = now() - interval '25 hours' where id = ${id}`);
    await dropForgotten(tx);
  });
  expect(await here()).toHaveLength(0);
});
