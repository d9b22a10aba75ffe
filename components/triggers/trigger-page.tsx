"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Outputs, trpc } from "@/components/trpc";
import { BackLink } from "@/components/ui/back-link";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { JsonBlock } from "@/components/ui/json-value";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/time";
import { Deliveries } from "./deliveries";
import { TimeList } from "./next-times";
import { TriggerActions } from "./trigger-actions";
import { Summary } from "./trigger-list";

export type Trigger = Outputs["trigger"]["get"];

/** One trigger: what it waits for, what it makes of it, and what has reached it. */
export function TriggerPage({ id }: { id: string }) {
  const t = useTranslations("triggers");
  const query = trpc.trigger.get.useQuery({ triggerId: id });
  if (query.data) return <Opened trigger={query.data} />;
  if (query.isError)
    return <QueryError error={query.error} page what={t("whatOne")} onRetry={() => query.refetch()} />;
  return <SkeletonRows label={t("loadingOne")} />;
}

function Opened({ trigger }: { trigger: Trigger }) {
  const t = useTranslations("triggers");
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2">
        <BackLink href="/triggers" label={t("back")} />
        <h1 className="min-w-0 truncate font-semibold text-lg">{trigger.name}</h1>
        <Badge tone={trigger.enabled ? "ok" : "warn"}>{trigger.enabled ? t("on") : t("paused")}</Badge>
        <TriggerActions trigger={trigger} />
      </header>
      <div className="min-[1100px]:grid min-[1100px]:min-h-0 min-[1100px]:flex-1 min-[1100px]:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 pb-6 min-[1100px]:overflow-y-auto">
          <Deliveries triggerId={trigger.id} kind={trigger.kind} />
        </div>
        <aside
          aria-label={t("settings")}
          className="flex flex-col gap-4 border-l px-4 py-3.5 text-sm max-[1099px]:border-t max-[1099px]:border-l-0 min-[1100px]:overflow-y-auto"
        >
          <Settings trigger={trigger} />
        </aside>
      </div>
    </div>
  );
}

function Settings({ trigger }: { trigger: Trigger }) {
  const t = useTranslations("triggers");
  const { schedule, event, input, kind, createdBy, createdAt, nextOccurrences } = trigger;
  return (
    <>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <dt className="text-ink-subtle">{t("form.workflow")}</dt>
        <dd className="truncate">
          <Link href={`/workflows/${trigger.workflow}`} className="text-accent-ink hover:underline">
            {trigger.workflow}
          </Link>
        </dd>
        <dt className="text-ink-subtle">{t("form.kind")}</dt>
        <dd>{t(`kinds.${kind}`)}</dd>
        <dt className="text-ink-subtle">{t("when")}</dt>
        <dd className="min-w-0 break-words">
          <Summary trigger={trigger} />
        </dd>
        {schedule && (
          <>
            <dt className="text-ink-subtle">{t("schedule.missed")}</dt>
            <dd>{t(`schedule.misses.${schedule.missed}`)}</dd>
          </>
        )}
        {event?.condition && (
          <>
            <dt className="text-ink-subtle">{t("event.condition")}</dt>
            <dd>
              <code className="break-words">{event.condition}</code>
            </dd>
          </>
        )}
        <dt className="text-ink-subtle">{t("made")}</dt>
        <dd>
          {createdBy.name}, <RelativeTime ago at={createdAt} />
        </dd>
        <dt className="text-ink-subtle">{t("id")}</dt>
        <dd className="flex min-w-0 items-center gap-1">
          <code className="truncate text-xs">{trigger.id}</code>
          <CopyButton compact label={t("id")} text={trigger.id} />
        </dd>
      </dl>
      {schedule && trigger.enabled && (
        <section>
          <h2 className="mb-1 font-medium text-ink-muted text-xs">{t("schedule.next")}</h2>
          <TimeList times={nextOccurrences} timeZone={schedule.timeZone} />
        </section>
      )}
      <section>
        <h2 className="mb-1 font-medium text-ink-muted text-xs">{t("form.template")}</h2>
        {input ? <JsonBlock value={input} /> : <p className="text-ink-muted">{t(`plainInput.${kind}`)}</p>}
      </section>
    </>
  );
}
