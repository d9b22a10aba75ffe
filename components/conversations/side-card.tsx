"use client";

import { Pencil } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { TaskStatusPill } from "@/components/ui/status";
import { ExactTime, RelativeTime } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import type { ConversationView } from "@/server/domain/conversations/schema";
import { ChannelIcon, useChannelName } from "./channel-icon";

/** Who it is with, and what there was with them: conversations, tasks and runs. */
export function SideCard({ conversation, onEdit }: { conversation: ConversationView; onEdit: () => void }) {
  const t = useTranslations("conversations.card");
  const may = useMay("conversations:write");
  const nameOf = useChannelName();
  const { participant } = conversation;
  const known: [label: string, value: string][] = [
    [t("handle"), participant.id],
    ...(participant.email ? [[t("email"), participant.email] as [string, string]] : []),
    ...(participant.phone ? [[t("phone"), participant.phone] as [string, string]] : []),
    [t("channel"), nameOf(conversation.channel)],
    ...(conversation.externalId ? [[t("externalId"), conversation.externalId] as [string, string]] : []),
  ];
  return (
    <div className="flex flex-col gap-5 py-4 2xl:px-4">
      <div className="flex items-center gap-3">
        <Avatar name={participant.name ?? participant.id} size="lg" />
        <p className="min-w-0 flex-1 truncate font-medium">{participant.name ?? participant.id}</p>
        {may && (
          <Tooltip label={t("edit")}>
            <Button variant="ghost" size="icon" aria-label={t("edit")} onClick={onEdit}>
              <Pencil aria-hidden />
            </Button>
          </Tooltip>
        )}
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
        {known.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-subtle">{label}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
        <dt className="text-ink-subtle">{t("since")}</dt>
        <dd>
          <ExactTime at={conversation.createdAt} />
        </dd>
      </dl>
      <Work conversationId={conversation.id} />
      <Earlier conversation={conversation} />
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1.5 font-medium text-ink-subtle text-xs">{title}</h2>
      {children}
    </section>
  );
}

const rowClasses = "flex min-h-8 items-center gap-2 rounded-md px-2 py-1 hover:bg-hover";

/** The tasks of this conversation, and the runs that asked them. */
function Work({ conversationId }: { conversationId: string }) {
  const t = useTranslations("conversations.card");
  const query = trpc.task.list.useQuery({ conversationId, limit: 20 });
  const tasks = query.data?.data ?? [];
  const runs = [...new Map(tasks.flatMap(({ run }) => (run ? [[run.id, run]] : []))).values()];
  return (
    <>
      <Section title={t("tasks")}>
        {query.isPending ? (
          <Skeleton className="h-8" />
        ) : tasks.length === 0 ? (
          <p className="text-ink-subtle text-sm">{t("noTasks")}</p>
        ) : (
          <ul className="-mx-2 text-sm">
            {tasks.map((task) => (
              <li key={task.id}>
                <Link href={`/tasks/${task.id}`} className={rowClasses}>
                  <span className="min-w-0 flex-1 truncate">{task.title}</span>
                  <TaskStatusPill status={task.status} decided={task.deciders !== null} />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {runs.length > 0 && (
        <Section title={t("runs")}>
          <ul className="-mx-2 text-sm">
            {runs.map((run) => (
              <li key={run.id}>
                <Link href={`/runs/${run.id}`} className={rowClasses}>
                  <span className="min-w-0 flex-1 truncate">{run.workflow}</span>
                  <span className="font-mono text-ink-subtle text-xs">{run.id.slice(-6)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Earlier({ conversation }: { conversation: ConversationView }) {
  const t = useTranslations("conversations");
  const query = trpc.conversation.list.useQuery({
    participantId: conversation.participant.id,
    sort: "activity",
    limit: 8,
  });
  const others = query.data?.data.filter(({ id }) => id !== conversation.id) ?? [];
  return (
    <Section title={t("card.others")}>
      {query.isPending ? (
        <Skeleton className="h-8" />
      ) : others.length === 0 ? (
        <p className="text-ink-subtle text-sm">{t("card.noOthers")}</p>
      ) : (
        <ul className="-mx-2 text-sm">
          {others.map((other) => (
            <li key={other.id}>
              <Link href={`/conversations/${other.id}`} className={rowClasses}>
                <ChannelIcon channel={other.channel} />
                <span className="min-w-0 flex-1 truncate">
                  {other.subject ?? other.lastMessage?.content ?? t("row.nothing")}
                </span>
                {other.status !== "active" && <Badge>{t(`status.${other.status}`)}</Badge>}
                <RelativeTime at={other.lastMessageAt} className="text-ink-subtle text-xs" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
