import { z } from "zod";
import { noteChange } from "@/db/changes";
import { mutedOf, setMuted } from "@/server/domain/notifications/preferences";
import { MutedNotices } from "@/server/domain/notifications/schema";
import { operation } from "../operation";

export const getNotificationPreferences = operation({
  name: "notification.preferences",
  summary: "See which notifications one wants in this workspace",
  description:
    "What is muted is listed by channel; all else comes. A key gets no notifications and mutes none.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({}),
  output: MutedNotices,
  rest: { method: "GET", path: "/notifications/preferences" },
  async run({ actor, tx }) {
    if (!actor.userId) return { dashboard: [], email: [] };
    return mutedOf(tx, actor.tenantId, actor.userId);
  },
});

export const setNotificationPreferences = operation({
  name: "notification.setPreferences",
  summary: "Choose which notifications one wants in this workspace",
  description: "A channel that is left out stays as it was. A key gets no notifications and mutes none.",
  kind: "write",
  permission: "tasks:read",
  input: MutedNotices.partial(),
  output: MutedNotices,
  rest: { method: "PATCH", path: "/notifications/preferences" },
  async run({ actor, tx, now }, change) {
    const { userId, tenantId } = actor;
    if (!userId) return { dashboard: [], email: [] };
    await setMuted(tx, now, tenantId, userId, change);
    noteChange(tx, tenantId, "notification", userId);
    return mutedOf(tx, tenantId, userId);
  },
});
