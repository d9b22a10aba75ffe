"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Badge, type Tone } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { ListState } from "@/components/ui/list-state";
import { inPages, rowsOf } from "@/components/ui/pages";
import { Select } from "@/components/ui/select";
import { ShowMore } from "@/components/ui/show-more";
import { RelativeTime } from "@/components/ui/time";
import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type DeliveryView,
  type TriggerKind,
} from "@/server/domain/triggers/schema";

const tones: Record<DeliveryStatus, Tone> = {
  started: "ok",
  duplicate: "neutral",
  rejected: "danger",
  failed: "danger",
  skipped: "warn",
};

/** What reached a trigger and what came of it, newest first. */
export function Deliveries({ triggerId, kind }: { triggerId: string; kind: TriggerKind }) {
  const t = useTranslations("triggers.deliveries");
  const [status, setStatus] = useState<DeliveryStatus>();
  const query = trpc.trigger.deliveries.useInfiniteQuery(
    { triggerId, status, limit: 50 },
    {
      ...inPages,
      // Nothing tells of deliveries that start no run.
      refetchInterval: 10_000,
    },
  );
  const deliveries = rowsOf(query);
  return (
    <section aria-labelledby="deliveries">
      <div className="flex min-h-11 items-center justify-between gap-3 border-b px-4 py-1.5">
        <h2 id="deliveries" className="font-medium text-sm">
          {t("title")}
        </h2>
        <Select
          size="sm"
          label={t("filter")}
          value={status ?? "all"}
          onValueChange={(next) => setStatus(next === "all" ? undefined : (next as DeliveryStatus))}
          options={[
            { value: "all", label: t("all") },
            ...DELIVERY_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) })),
          ]}
        />
      </div>
      <ListState
        query={query}
        what={t("what")}
        loading={t("loading")}
        empty={
          deliveries.length === 0 && (
            <EmptyState kind={status ? "noMatch" : "empty"} title={status ? t("noMatch") : t("none")}>
              {t(`noneText.${kind}`)}
            </EmptyState>
          )
        }
      >
        <ul aria-label={t("title")} className="divide-y">
          {deliveries.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} />
          ))}
        </ul>
        <ShowMore query={query} />
      </ListState>
    </section>
  );
}

function Delivery({ delivery: { status, key, code, reason, runIds, at } }: { delivery: DeliveryView }) {
  const t = useTranslations("triggers.deliveries");
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2 text-sm">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={tones[status]}>{t(`statuses.${status}`)}</Badge>
          {runIds.map((id) => (
            <Link
              key={id}
              href={`/runs/${id}`}
              prefetch={false}
              className="text-accent-ink text-xs hover:underline"
            >
              {t("run", { id: id.slice(-6) })}
            </Link>
          ))}
          {key && <code className="min-w-0 truncate text-ink-subtle text-xs">{key}</code>}
        </p>
        {reason && (
          <p className="break-words text-ink-muted text-xs">
            {reason} {code && <code className="text-ink-subtle">{code}</code>}
          </p>
        )}
      </div>
      <RelativeTime at={at} className="text-ink-subtle text-xs" />
    </li>
  );
}
