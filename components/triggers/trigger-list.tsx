"use client";

import { CalendarClock, Webhook, Zap } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ListState } from "@/components/ui/list-state";
import { later } from "@/components/ui/on-demand";
import { inPages, rowsOf } from "@/components/ui/pages";
import { ShowMore } from "@/components/ui/show-more";
import { RelativeTime } from "@/components/ui/time";
import type { TriggerView } from "@/server/domain/triggers/schema";

const TriggerDialog = later(() => import("./trigger-dialog").then((module) => module.TriggerDialog));

const icons = { webhook: Webhook, schedule: CalendarClock, event: Zap };

/** How triggers are asked for, by the page on the server and by the browser alike. */
export const triggersInput = (workflow: string | undefined) => ({ workflow, limit: 50 });

/** What starts runs by itself. */
export function TriggerList() {
  const t = useTranslations("triggers");
  const workflow = useSearchParams().get("workflow") ?? undefined;
  const may = useMay("workflows:write");
  const [creating, setCreating] = useState(false);
  const query = trpc.trigger.list.useInfiniteQuery(triggersInput(workflow), inPages);
  const triggers = rowsOf(query);
  const create = (
    <Button
      size="sm"
      variant="primary"
      disabledReason={may ? null : t("mayNot")}
      onClick={() => setCreating(true)}
    >
      {t("new")}
    </Button>
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2">
        <h1 className="font-semibold">{t("title")}</h1>
        {workflow && (
          <span className="flex items-center gap-2 text-ink-muted text-sm">
            {t("ofWorkflow", { workflow })}
            <Link href="/triggers" className="text-accent-ink hover:underline">
              {t("all")}
            </Link>
          </span>
        )}
        <span className="ml-auto">{create}</span>
      </header>
      <ListState
        query={query}
        what={t("what")}
        loading={t("loading")}
        page
        empty={
          triggers.length === 0 && (
            <EmptyState kind={workflow ? "noMatch" : "empty"} title={workflow ? t("noneHere") : t("none")}>
              {t("noneText")}
            </EmptyState>
          )
        }
      >
        <div className="min-h-0 flex-1 pb-6 md:overflow-y-auto">
          <ul aria-label={t("title")}>
            {triggers.map((trigger) => (
              <TriggerRow key={trigger.id} trigger={trigger} />
            ))}
          </ul>
          <ShowMore query={query} />
        </div>
      </ListState>
      {creating && <TriggerDialog workflow={workflow} onClose={() => setCreating(false)} />}
    </div>
  );
}

function TriggerRow({ trigger }: { trigger: TriggerView }) {
  const t = useTranslations("triggers");
  const { id, kind, name, workflow, enabled, lastStartedAt } = trigger;
  const Icon = icons[kind];
  return (
    <li className="border-b hover:bg-hover has-[a:focus-visible]:bg-hover">
      <Link
        href={`/triggers/${id}`}
        prefetch={false}
        className="focus-inset grid min-h-12 grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2 text-sm"
      >
        <Icon className="size-4 text-ink-subtle" aria-hidden />
        <span className="min-w-0">
          <span className="flex items-baseline gap-2">
            <span className="truncate font-medium">{name}</span>
            {!enabled && <Badge tone="warn">{t("paused")}</Badge>}
          </span>
          <span className="block truncate text-ink-muted text-xs">
            {t("starts", { workflow })} · <Summary trigger={trigger} />
          </span>
        </span>
        <span className="flex flex-col items-end text-ink-subtle text-xs">
          {lastStartedAt ? <RelativeTime ago at={lastStartedAt} /> : t("neverStarted")}
        </span>
      </Link>
    </li>
  );
}

/** What it waits for, in a few words. */
export function Summary({ trigger: { webhook, schedule, event } }: { trigger: TriggerView }) {
  const t = useTranslations("triggers");
  if (webhook) return t(`webhook.schemes.${webhook.verify.scheme}`);
  if (schedule)
    return (
      <>
        <code>{schedule.cron ?? schedule.rrule}</code> {schedule.timeZone}
      </>
    );
  return <code>{event?.name}</code>;
}
