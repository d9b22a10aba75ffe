"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { RunDuration } from "@/components/runs/duration";
import { trpc } from "@/components/trpc";
import { RunStatusPill, runStatuses, useRunStatusLabel } from "@/components/ui/status";
import { RelativeTime } from "@/components/ui/time";

/** The last runs of a workflow, and how many stand how. */
export function RecentRuns({ workflow }: { workflow: string }) {
  const t = useTranslations("workflows");
  const runs = trpc.run.list.useQuery({ workflow, limit: 10 }).data?.data;
  const label = useRunStatusLabel();
  const counts = trpc.run.counts.useQuery({ workflow }).data;
  return (
    <section aria-labelledby="recent-runs">
      <div className="mb-1.5 flex items-baseline justify-between gap-2">
        <h2 id="recent-runs" className="font-medium text-ink-muted text-xs">
          {t("runs")}
        </h2>
        <Link
          href={`/runs?workflow=${workflow}`}
          prefetch={false}
          className="text-accent-ink text-xs hover:underline"
        >
          {t("showAll")}
        </Link>
      </div>
      {counts && (
        <p className="mb-2 text-ink-subtle text-xs">
          {runStatuses
            .filter((status) => counts[status] > 0)
            .map((status) => `${counts[status]} ${label(status)}`)
            .join(" · ")}
        </p>
      )}
      {runs?.length === 0 && <p className="text-ink-subtle text-sm">{t("neverRun")}</p>}
      {runs && runs.length > 0 && (
        <ul className="divide-y rounded-lg border">
          {runs.map((run) => (
            <li key={run.id}>
              <Link
                href={`/runs/${run.id}`}
                prefetch={false}
                className="focus-inset flex min-h-9 items-center gap-3 px-3 py-1.5 text-sm hover:bg-hover"
              >
                <RunStatusPill status={run.status} />
                <code className="min-w-0 flex-1 truncate text-ink-subtle text-xs">{run.id.slice(-6)}</code>
                <span className="text-ink-muted text-xs">
                  <RunDuration run={run} />
                </span>
                <RelativeTime at={run.createdAt} className="w-8 text-right text-ink-subtle text-xs" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
