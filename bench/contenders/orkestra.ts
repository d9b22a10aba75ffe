import { makeKey, makeTeam, makeTenant } from "@/db/factories";
import { closeDatabase } from "@/db/tenancy";
import { stopBoss } from "@/server/jobs/boss";
import { startWorker } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";

export interface Orkestra {
  /** A bot with an API key, as it comes through any door. */
  bot: Actor;
  /** A person of the team `support-l1`. */
  person: Actor;
  apiKey: string;
  close(): Promise<void>;
}

/** Orkestra in this process: worker and operations, a workspace, a team and the workflows of the measures. */
export async function openOrkestra(workflows: Record<string, object>): Promise<Orkestra> {
  const worker = await startWorker();
  const tenant = await makeTenant();
  await makeTeam(tenant, { slug: "support-l1", members: [tenant.owner] });
  const key = await makeKey(tenant);
  for (const [name, definition] of Object.entries(workflows)) {
    await perform(operations.workflow.put, tenant.owner, { name, ...definition });
  }
  return {
    bot: key.actor,
    person: tenant.owner,
    apiKey: key.secret,
    async close() {
      await worker.stop();
      await stopBoss();
      await closeDatabase();
    },
  };
}
