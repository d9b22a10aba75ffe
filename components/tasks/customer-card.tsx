"use client";

import { useFormatter, useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { wordsOf } from "@/components/ui/json-value";
import { TaskStatusPill } from "@/components/ui/status";

/** Who the customer is and what they came with before. Earlier conversations are read in place, tasks are opened. */
export function CustomerCard({
  taskId,
  onRead,
  onOpen,
}: {
  taskId: string;
  onRead: (conversationId: string) => void;
  onOpen: (taskId: string) => void;
}) {
  const t = useTranslations("tasks.customer");
  const format = useFormatter();
  const { data, isPending } = trpc.task.related.useQuery({ taskId });
  const customer = data?.customer;
  // Its place is kept, so that the conversation stays where it is.
  if (isPending) return <div className="h-10.25 shrink-0 border-b" />;
  if (!customer) return null;
  const { participant, conversations, tasks } = customer;
  const facts = [
    ["email", participant.email],
    ["phone", participant.phone],
    ...Object.entries(participant.metadata ?? {}),
  ].filter(([, value]) => typeof value === "string" || typeof value === "number");
  const day = (at: string) => format.dateTime(new Date(at), { day: "numeric", month: "short" });
  const past = conversations.length + tasks.length;
  return (
    <details className="group border-b px-4 py-2 text-sm">
      <summary className="flex min-h-6 cursor-pointer items-center gap-2 text-ink-muted text-xs marker:text-ink-subtle">
        {past > 0 ? t("known", { count: past }) : t("new")}
      </summary>
      <div className="flex flex-col gap-3 pt-2 pb-1">
        {facts.length > 0 && (
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
            {facts.map(([name, value]) => (
              <div key={String(name)} className="contents">
                <dt className="text-ink-subtle">
                  {name === "email" || name === "phone" ? t(name) : wordsOf(String(name))}
                </dt>
                <dd className="wrap-anywhere">{String(value)}</dd>
              </div>
            ))}
          </dl>
        )}
        {tasks.length > 0 && (
          <section aria-label={t("tasks")}>
            <h3 className="text-ink-subtle text-xs">{t("tasks")}</h3>
            <ul>
              {tasks.map((task) => (
                <li key={task.id}>
                  <button
                    type="button"
                    onClick={() => onOpen(task.id)}
                    className="flex min-h-7 w-full items-center gap-2 rounded-md text-left hover:underline"
                  >
                    <span className="min-w-0 flex-1 truncate">{task.title}</span>
                    <TaskStatusPill status={task.status} />
                    <span className="w-14 text-right text-ink-subtle text-xs">{day(task.createdAt)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {conversations.length > 0 && (
          <section aria-label={t("conversations")}>
            <h3 className="text-ink-subtle text-xs">{t("conversations")}</h3>
            <ul>
              {conversations.map(({ id, channel, createdAt }) => (
                <li key={id}>
                  <button
                    type="button"
                    onClick={() => onRead(id)}
                    className="flex min-h-7 w-full items-center gap-2 rounded-md text-left hover:underline"
                  >
                    <span className="flex-1">{t("conversationOn", { channel })}</span>
                    <span className="text-ink-subtle text-xs">{day(createdAt)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </details>
  );
}
