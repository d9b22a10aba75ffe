import { afterAll, beforeAll, expect } from "vitest";
import { type MadeTenant, makeKey, makeMember, makeTeam, makeTenant } from "@/db/factories";
import { type Answer, type Receiver, startReceiver } from "@/server/connectors/testing/receiver";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { testDatabase } from "./database";

interface Here {
  tenant: MadeTenant;
  /** Whoever starts the runs. */
  bot: Actor;
  /** The one in team `l1`. */
  member: Actor;
  /** The server outside that runs call. */
  receiver: Receiver;
}

/**
 * Gives this test file a database, a workspace with a bot and a team `l1`, a worker that carries runs on, and a server
 * outside that answers by `routes`. Call it once, at the top of the file; `here` is filled when the tests begin.
 */
export function testRuns() {
  testDatabase();
  const here = {} as Here;
  /** What the server outside answers, by path. */
  const routes: Record<string, Answer> = {};
  let worker: { stop(): Promise<void> };
  beforeAll(async () => {
    here.tenant = await makeTenant();
    here.bot = (await makeKey(here.tenant)).actor;
    here.member = await makeMember(here.tenant);
    await makeTeam(here.tenant, { slug: "l1", members: [here.member] });
    here.receiver = await startReceiver((response, request) =>
      routes[request.path.split("?")[0] ?? ""]?.(response, request),
    );
    worker = await startWorker();
  });
  afterAll(async () => {
    await worker.stop();
    await here.receiver.close();
  });
  const look = (runId: string) => perform(operations.run.get, here.bot, { runId });
  return {
    here,
    routes,
    /** Publishes a definition. */
    put: (name: string, start: string, steps: object, more: object = {}) =>
      perform(operations.workflow.put, here.bot, { name, title: name, start, steps, ...more }),
    start: (name: string, input: object = {}, more: object = {}) =>
      perform(operations.run.start, here.bot, { workflow: name, input, ...more }),
    look,
    /** Waits until the run is in this state. */
    reaches: (runId: string, status: string) =>
      expect.poll(async () => (await look(runId)).status, { timeout: 20_000 }).toBe(status),
    /** What arrived outside at this path. */
    asked: (path: string) => here.receiver.received.filter((request) => request.path === path),
  };
}
