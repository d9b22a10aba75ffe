import { actorFor, PASSWORD } from "@/db/factories";
import { aReset } from "./members";
import { badId, none, type Samples, tag } from "./sample";

export const accounts: Samples<"account" | "tenant" | "home" | "notification"> = {
  "account.signUp": {
    input: () => ({ name: "Ada", workspaceName: "New", email: `${tag()}@example.com`, password: PASSWORD }),
    bad: { password: "short" },
    stranger: "nothing",
  },
  "account.me": none,
  "account.update": { input: () => ({ name: "Ada" }), bad: { name: " " }, stranger: "nothing" },
  "account.changePassword": {
    input: () => ({ currentPassword: PASSWORD, password: PASSWORD }),
    bad: { password: "short" },
    stranger: "nothing",
  },
  "account.forgotPassword": {
    input: () => ({ email: `${tag()}@example.com` }),
    bad: { email: "nobody" },
    stranger: "nothing",
  },
  "account.getReset": { input: aReset, bad: { token: "short" }, stranger: "nothing" },
  "account.resetPassword": {
    input: async (tenant) => ({ ...(await aReset(tenant)), password: PASSWORD }),
    bad: { password: "short" },
    stranger: "nothing",
  },
  "account.switchTenant": {
    input: ({ tenantId }) => ({ tenantId }),
    bad: badId("tenantId"),
    stranger: "notFound",
  },
  "account.signOut": none,
  "account.sessions": none,
  "account.revokeSession": {
    input: async ({ owner, tenantId }) => ({ sessionId: (await actorFor(owner.id, tenantId)).sessionId }),
    bad: badId("sessionId"),
    stranger: "notFound",
  },
  "account.revokeOtherSessions": none,
  "tenant.create": { input: () => ({ name: "Another" }), bad: { name: "" }, stranger: "nothing" },
  "tenant.get": none,
  "tenant.update": { input: () => ({ name: "Renamed" }), bad: { name: "" }, stranger: "nothing" },
  "tenant.signingSecret": none,
  "tenant.limits": none,
  "tenant.updateLimits": {
    input: () => ({ maxTasksPerDay: 1_000 }),
    bad: { maxTasksPerDay: 0 },
    stranger: "nothing",
  },
  "tenant.addSample": none,
  "home.onboarding": none,
  "home.dismissOnboarding": none,
  "home.teamState": { ...none, bad: { timeZone: "Mars/Olympus" } },
  "notification.preferences": none,
  "notification.setPreferences": {
    input: () => ({ email: ["task.assigned"] }),
    bad: { email: ["weather"] },
    stranger: "nothing",
  },
  "notification.list": { ...none, bad: { unread: "perhaps" } },
  "notification.read": { ...none, bad: { ids: ["x"] } },
};
