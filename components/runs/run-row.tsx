"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { RunStatusPill } from "@/components/ui/status";
import { RelativeTime } from "@/components/ui/time";
import type { RunSummary } from "@/server/domain/runs/schema";
import { RunDuration } from "./duration";

/** One run in one line (two on a phone): how it stands, which workflow, what about, by whom, how long, since when. */
export const RunRow = memo(function RunRow({ run }: { run: RunSummary }) {
  const t = useTranslations("runs");
  return (
    <li className="border-b hover:bg-hover has-[a:focus-visible]:bg-hover">
      <Link
        href={`/runs/${run.id}`}
        data-run={run.id}
        prefetch={false}
        className="focus-inset grid min-h-10 grid-cols-[6.5rem_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2 text-sm sm:py-0"
      >
        <span className="max-sm:self-start">
          {run.paused ? <Badge tone="warn">{t("paused")}</Badge> : <RunStatusPill status={run.status} />}
        </span>
        <span className="flex min-w-0 flex-col sm:flex-row sm:items-baseline sm:gap-2.5">
          <span className="flex items-baseline gap-2 truncate sm:max-w-[65%] sm:shrink-0">
            <span className="truncate font-medium">{run.workflow}</span>
            <code className="text-ink-subtle text-xs">{run.id.slice(-6)}</code>
          </span>
          <span className="truncate text-ink-subtle max-sm:text-xs">{aboutOf(run)}</span>
          {run.tags.slice(0, 2).map((tag) => (
            <Badge key={tag} className="w-fit max-sm:mt-1">
              {tag}
            </Badge>
          ))}
        </span>
        <span className="flex items-center gap-4 text-ink-subtle text-xs max-sm:self-start">
          <span className="hidden w-36 items-center gap-2 lg:flex">
            <Avatar name={run.startedBy.name} type={run.startedBy.type} size="sm" />
            <span className="truncate">{run.startedBy.name}</span>
          </span>
          <span className="w-20 text-right text-ink-muted max-sm:hidden">
            <RunDuration run={run} />
          </span>
          <RelativeTime at={run.createdAt} className="w-8 text-right" />
        </span>
      </Link>
    </li>
  );
});

/** Why it failed, or the first thing that went in. */
function aboutOf({ error, status, input }: RunSummary): string {
  if (error && status !== "completed") return error.message;
  if (typeof input !== "object" || input === null) return "";
  const [first] = Object.entries(input).filter(([, value]) => ["string", "number"].includes(typeof value));
  return first ? `${first[0]}: ${String(first[1])}` : "";
}
