import type { MadeTenant } from "@/db/factories";
import { hashHookToken } from "@/server/domain/triggers/token";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { newId } from "@/server/platform/ids";
import { badId, MARK, none, type Samples } from "./sample";
import { aWorkflow } from "./workflows";

async function aTrigger(tenant: MadeTenant, kind: object = { schedule: { cron: "0 9 * * *" } }) {
  const { name: workflow } = await aWorkflow(tenant);
  const named = { workflow, name: `${MARK} trigger`, ...kind };
  const { id, url } = await perform(operations.trigger.create, tenant.owner, named);
  return { triggerId: id, url };
}

const aTriggerId = async (tenant: MadeTenant) => ({ triggerId: (await aTrigger(tenant)).triggerId });

async function aWebhook(tenant: MadeTenant) {
  const { triggerId, url } = await aTrigger(tenant, { webhook: {} });
  return { triggerId, token: url?.split("/").at(-1) ?? "" };
}

export const triggers: Samples<"trigger"> = {
  "trigger.create": {
    input: async (tenant) => ({ workflow: (await aWorkflow(tenant)).name, schedule: { cron: "0 9 * * *" } }),
    bad: { schedule: { cron: "whenever" } },
    stranger: "notFound",
  },
  "trigger.list": { ...none, bad: { kind: "odd" } },
  "trigger.get": { input: aTriggerId, bad: badId("triggerId"), stranger: "notFound" },
  "trigger.update": {
    input: async (tenant) => ({ ...(await aTriggerId(tenant)), enabled: false }),
    bad: { enabled: "perhaps" },
    stranger: "notFound",
  },
  "trigger.preview": {
    input: () => ({ schedule: { cron: "0 9 * * *" } }),
    bad: { schedule: { cron: 1 } },
    stranger: "nothing",
  },
  "trigger.rotateSecret": {
    input: async (tenant) => {
      const webhook = { verify: { scheme: "standard" } };
      return { triggerId: (await aTrigger(tenant, { webhook })).triggerId };
    },
    bad: badId("triggerId"),
    stranger: "notFound",
  },
  "trigger.rotate": {
    input: async (tenant) => ({ triggerId: (await aWebhook(tenant)).triggerId }),
    bad: badId("triggerId"),
    stranger: "notFound",
  },
  "trigger.delete": { input: aTriggerId, bad: badId("triggerId"), stranger: "notFound" },
  "trigger.deliveries": { input: aTriggerId, bad: { status: "odd" }, stranger: "notFound" },
  "trigger.receive": {
    input: async (tenant) => {
      const { triggerId, token } = await aWebhook(tenant);
      const came = { raw: "", read: { body: {} }, headers: {}, query: {} };
      return { triggerId, tokenHash: hashHookToken(token), ...came };
    },
    stranger: "notFound",
  },
  "trigger.fireDue": { input: aTriggerId, stranger: "notFound" },
  "trigger.fireEvent": {
    input: async (tenant) => ({ ...(await aTriggerId(tenant)), eventId: newId() }),
    stranger: "nothing",
  },
};
