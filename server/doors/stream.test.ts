import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { noteChange } from "@/db/changes";
import { type MadeTenant, makeMember, makeTenant } from "@/db/factories";
import { withTenant } from "@/db/tenancy";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { testDatabase } from "@/server/testing/database";
import { keyHeaders, request, sessionHeaders } from "@/server/testing/requests";
import { closeStreams, handleStream, openStream } from "./stream";

testDatabase();

interface Told {
  id: number;
  topic: string;
  entity: string;
}

/** Reads a stream to its end, beside the test. */
async function listen(headers: Record<string, string>, open = handleStream) {
  const gone = new AbortController();
  const response = await open(new Request(request("GET", "/api/stream", headers), { signal: gone.signal }));
  const told: Told[] = [];
  const reader = {
    status: response.status,
    told,
    resets: 0,
    beats: 0,
    ended: false,
    build: "",
    close: () => gone.abort(),
  };
  void read(response, reader);
  return reader;
}

async function read(
  response: Response,
  into: { told: Told[]; resets: number; beats: number; ended: boolean; build: string },
) {
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk);
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const event = text.slice(0, end);
      text = text.slice(end + 2);
      if (event.includes("event: beat")) into.beats++;
      if (event.includes("event: reset")) into.resets++;
      into.build = /^event: build\ndata: (.+)$/.exec(event)?.[1] ?? into.build;
      const found = /^id: (\d+)\ndata: (.*)$/.exec(event);
      if (!found) continue;
      const { topic, id } = JSON.parse(found[2] as string);
      into.told.push({ id: Number(found[1]), topic, entity: id });
    }
  }
  into.ended = true;
}

async function change(tenantId: string, entity: string = newId(), topic: "task" | "notification" = "task") {
  await withTenant(tenantId, async (tx) => noteChange(tx, tenantId, topic, entity));
  return entity;
}

const hears = (reader: { told: Told[] }, entity: string) =>
  vi.waitFor(() => expect(reader.told.map((event) => event.entity)).toContain(entity), {
    timeout: 12_000,
    interval: 20,
  });

let tenant: MadeTenant;
let cookie: Record<string, string>;
beforeEach(async () => {
  tenant = await makeTenant();
  cookie = await sessionHeaders(tenant.owner);
});
afterEach(() => closeStreams());

describe("a stream", () => {
  test("says first which build of the pages it belongs to", async () => {
    const reader = await listen(cookie);
    await vi.waitFor(() => expect(reader.build).not.toBe(""));
    expect(reader.told).toEqual([]);
  });

  test("tells its tenant's changes and no other's", async () => {
    const stranger = await makeTenant();
    const mine = await listen(cookie);
    const theirs = await listen(await sessionHeaders(stranger.owner));
    const secret = await change(stranger.tenantId);
    const entity = await change(tenant.tenantId);
    await hears(mine, entity);
    await hears(theirs, secret);
    expect(mine.told.map((event) => event.entity)).not.toContain(secret);
    expect(theirs.told.map((event) => event.entity)).not.toContain(entity);
  });

  test("is opened by a session or a key and by nobody else", async () => {
    const { headers } = await handleStream(request("GET", "/api/stream", await keyHeaders(tenant.owner)));
    expect(headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect((await handleStream(request("GET", "/api/stream"))).status).toBe(401);
    expect((await handleStream(request("POST", "/api/stream", cookie))).status).toBe(405);
  });

  test("tells what changed while its page was on its way", async () => {
    const before = await change(tenant.tenantId);
    await hears(await listen(cookie), before);
  });

  test("goes on where the reader left, and says when that can't be told", async () => {
    const first = await listen(cookie);
    const seen = await change(tenant.tenantId);
    await hears(first, seen);
    first.close();
    const missed = await change(tenant.tenantId);
    const lastId = String(first.told.at(-1)?.id);
    await hears(await listen({ ...cookie, "last-event-id": lastId }), missed);
    for (const unknown of ["1", "999999999", "garbage"]) {
      const reader = await listen({ ...cookie, "last-event-id": unknown });
      await vi.waitFor(() => expect(reader.resets).toBe(1));
    }
  });

  test("loses no change whose transaction commits after a later one", async () => {
    const reader = await listen(cookie);
    const early = newId();
    let late = "";
    await withTenant(tenant.tenantId, async (tx) => {
      noteChange(tx, tenant.tenantId, "task", early);
      late = await change(tenant.tenantId);
      await hears(reader, late);
      expect(reader.told.map((event) => event.entity)).not.toContain(early);
    });
    await hears(reader, early);
    const ids = reader.told.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("outlives the loss of the connection that listens", async () => {
    const reader = await listen(cookie);
    await hears(reader, await change(tenant.tenantId));
    const admin = postgres(env().databaseUrl ?? "", { max: 1 });
    const killed =
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'orkestra-changes' and datname = current_database()`;
    await admin.end();
    expect(killed.length).toBeGreaterThan(0);
    await hears(reader, await change(tenant.tenantId));
  });

  test("tells a notification to the one whom it is for", async () => {
    const colleague = await makeMember(tenant, "member");
    const mine = await listen(cookie);
    const theirs = await listen(await sessionHeaders(colleague));
    await change(tenant.tenantId, colleague.id, "notification");
    const last = await change(tenant.tenantId);
    await Promise.all([hears(mine, last), hears(theirs, last)]);
    expect(theirs.told.map(({ topic }) => topic)).toContain("notification");
    expect(mine.told.map(({ topic }) => topic)).not.toContain("notification");
  });

  test("tells a key only of what it may read", async () => {
    const reader = await listen(await keyHeaders(tenant.owner, ["conversations:read"]));
    await change(tenant.tenantId);
    const { id } = await perform(operations.conversation.create, tenant.owner, { participant: { id: "1" } });
    await hears(reader, id);
    expect(reader.told.map(({ topic }) => topic)).not.toContain("task");
  });

  test("beats, and ends when its member is deactivated", async () => {
    const colleague = await makeMember(tenant, "member");
    const reader = await listen(await sessionHeaders(colleague), (r) => openStream(r, 20));
    await vi.waitFor(() => expect(reader.beats).toBeGreaterThan(1));
    expect(reader.ended).toBe(false);
    await perform(operations.member.deactivate, tenant.owner, { userId: colleague.id });
    await vi.waitFor(() => expect(reader.ended).toBe(true));
  });

  test("keeps a bounded backlog for a slow reader, and then has it fetch everything", async () => {
    const slow = await handleStream(request("GET", "/api/stream", cookie));
    const watcher = await listen(cookie);
    const last = newId();
    await withTenant(tenant.tenantId, async (tx) => {
      for (let i = 0; i < 600; i++) noteChange(tx, tenant.tenantId, "task", i === 599 ? last : newId());
    });
    // The burst overruns the watcher too, since it comes in one piece; but the watcher reads.
    await vi.waitFor(() => expect(watcher.resets).toBe(1), { timeout: 12_000 });
    const reader = slow.body?.getReader();
    let text = "";
    while (!text.includes("event: reset")) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text.split("\n\n").length).toBeLessThan(520);
    await hears(watcher, await change(tenant.tenantId));
  });

  test("is refused to who has a hundred open", async () => {
    const opened = await Promise.all(
      Array.from({ length: 100 }, () => handleStream(request("GET", "/api/stream", cookie))),
    );
    expect(new Set(opened.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await handleStream(request("GET", "/api/stream", cookie))).status).toBe(429);
    await opened[0]?.body?.cancel();
    expect((await handleStream(request("GET", "/api/stream", cookie))).status).toBe(200);
  });

  test("ends with the process", async () => {
    const reader = await listen(cookie);
    closeStreams();
    await vi.waitFor(() => expect(reader.ended).toBe(true));
  });
});
