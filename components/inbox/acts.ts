import type { useFormatter, useTranslations } from "next-intl";
import type { Me } from "@/components/shell/me";
import type { trpc } from "@/components/trpc";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import { nothingToUndo, undoable } from "@/components/ui/undo";
import type { BulkAction } from "@/server/domain/bulks/schema";
import type { InboxRow } from "@/server/domain/inbox/schema";
import type { TaskPriority } from "@/server/domain/tasks/schema";
import { filterInput } from "./filters";
import type { Meant, Target } from "./use-acts";
import type { useRowChanges } from "./use-task-list";

/** What acts are done with, and what they tell the inbox. */
export interface Desk {
  t: ReturnType<typeof useTranslations<"inbox.acts">>;
  format: ReturnType<typeof useFormatter>;
  me: Me | undefined;
  client: ReturnType<typeof trpc.useUtils>["client"];
  /** Does one after the other; while the server is out of reach they wait. */
  inTurn: (ask: () => Promise<unknown>) => Promise<unknown>;
  change: ReturnType<typeof useRowChanges>;
  /** Something was done with it, or could not be. */
  settle: (id: string) => void;
  setBulkId: (id: string) => void;
}

/** What the inbox does to tasks: at once on the screen, with a way back, and taken back when the server says no. */
export function actsOf({ t, format, me, client, inTurn, change, settle, setBulkId }: Desk) {
  const undo = async (id: string) => {
    await inTurn(() => client.task.undo.mutate({ taskId: id }))
      .then(() => toast.success(t("undone")))
      .catch((error) => toast.error(problemOf(error).message));
    settle(id);
  };
  /** Does it to one task: the row shows it before the server has answered. */
  const one = async (
    row: InboxRow,
    {
      to,
      ask,
      said,
      final,
    }: { to: (row: InboxRow) => InboxRow; ask: () => Promise<unknown>; said: string; final?: boolean },
  ) => {
    const back = change(new Set([row.id]), to);
    try {
      await inTurn(ask);
      if (final) nothingToUndo();
      toast.success(said, final ? {} : undoable(t("undo"), () => void undo(row.id)));
    } catch (error) {
      back();
      toast.error(problemOf(error).message);
    }
    settle(row.id);
  };
  const many = async (meant: Meant, action: BulkAction) => {
    try {
      const wanted =
        "rows" in meant
          ? { taskIds: meant.rows.map(({ id }) => id) }
          : { filter: filterInput(meant.everything) };
      nothingToUndo();
      await inTurn(async () => setBulkId((await client.bulk.start.mutate({ action, ...wanted })).id));
    } catch (error) {
      toast.error(problemOf(error).message);
    }
  };
  const single = (meant: Meant) => ("rows" in meant && meant.rows.length === 1 ? meant.rows[0] : undefined);

  const claim = (meant: Meant) => {
    const row = single(meant);
    if (!row) return many(meant, { type: "claim" });
    const holder = me ? { type: "user" as const, id: me.user.id, name: me.user.name } : row.holder;
    return one(row, {
      to: (now) => ({ ...now, status: "claimed", claimed: true, holder }),
      ask: () => client.task.claim.mutate({ taskId: row.id }),
      said: t("claimed", { title: row.title }),
    });
  };
  const release = (meant: Meant) => {
    const row = single(meant);
    if (!row) return many(meant, { type: "release" });
    return one(row, {
      to: (now) => ({ ...now, status: "assigned", claimed: false, holder: null }),
      ask: () => client.task.release.mutate({ taskId: row.id }),
      said: t("released", { title: row.title }),
    });
  };
  const reassign = (meant: Meant, { label, assignTo }: Target) => {
    const row = single(meant);
    if (!row) return many(meant, { type: "reassign", assignTo });
    const holder = "user" in assignTo ? { type: "user" as const, id: assignTo.user, name: label } : null;
    return one(row, {
      to: (now) => ({ ...now, status: "assigned", claimed: false, holder }),
      ask: () => client.task.reassign.mutate({ taskId: row.id, assignTo }),
      said: t("reassigned", { title: row.title, name: label }),
    });
  };
  const prioritize = (meant: Meant, priority: TaskPriority) => {
    const row = single(meant);
    if (!row) return many(meant, { type: "priority", priority });
    return one(row, {
      to: (now) => ({ ...now, priority }),
      ask: () => client.task.update.mutate({ taskId: row.id, priority }),
      said: t("prioritized", { title: row.title, priority }),
    });
  };
  const snooze = (meant: Meant, at: Date) => {
    const until = at.toISOString();
    const row = single(meant);
    if (!row) return many(meant, { type: "snooze", until });
    return one(row, {
      to: (now) => ({ ...now, snoozedUntil: until }),
      ask: () => client.task.snooze.mutate({ taskId: row.id, until }),
      said: t("snoozed", {
        title: row.title,
        when: format.dateTime(at, {
          weekday: "short",
          hour: "numeric",
          minute: "2-digit",
          hourCycle: "h23",
          day: "numeric",
          month: "short",
        }),
      }),
    });
  };
  const cancel = (meant: Meant) => {
    const row = single(meant);
    if (!row) return many(meant, { type: "cancel" });
    return one(row, {
      to: (now) => ({ ...now, status: "cancelled" }),
      ask: () => client.task.cancel.mutate({ taskId: row.id }),
      said: t("cancelled", { title: row.title }),
      final: true,
    });
  };
  return { claim, release, reassign, prioritize, snooze, cancel };
}
