"use client";

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
import type { WorkflowSummary } from "@/server/domain/workflows/schema";

const NewWorkflow = later(() => import("./new-workflow").then((module) => module.NewWorkflow));

/** The workflows of the workspace. */
export function WorkflowList() {
  const t = useTranslations("workflows");
  const may = useMay("workflows:write");
  const isArchive = useSearchParams().get("status") === "archived";
  const [creating, setCreating] = useState(false);
  const query = trpc.workflow.list.useInfiniteQuery(
    { limit: 50, ...(isArchive ? { status: "archived" as const } : {}) },
    { getNextPageParam: inPages.getNextPageParam },
  );
  const workflows = rowsOf(query);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2">
        <h1 className="font-semibold">{isArchive ? t("archivedTitle") : t("title")}</h1>
        <Link
          href={isArchive ? "/workflows" : "/workflows?status=archived"}
          className="text-ink-muted text-sm hover:underline"
        >
          {isArchive ? t("activeLink") : t("archivedLink")}
        </Link>
        <Button
          size="sm"
          variant="primary"
          className="ml-auto"
          disabledReason={may ? null : t("draft.mayNot")}
          onClick={() => setCreating(true)}
        >
          {t("new.button")}
        </Button>
      </header>
      {creating && <NewWorkflow onClose={() => setCreating(false)} />}
      <ListState
        query={query}
        what={t("what")}
        loading={t("loadingAll")}
        page
        empty={
          workflows.length === 0 && isArchive ? (
            <EmptyState kind="noMatch" title={t("noneArchived")} />
          ) : workflows.length === 0 ? (
            <EmptyState
              kind="empty"
              title={t("emptyTitle")}
              action={
                <Button asChild>
                  <Link href="/docs/api">{t("howTo")}</Link>
                </Button>
              }
            >
              {t("emptyText")}
            </EmptyState>
          ) : null
        }
      >
        <div className="min-h-0 flex-1 pb-6 md:overflow-y-auto">
          <ul aria-label={t("title")}>
            {workflows.map((workflow) => (
              <WorkflowRow key={workflow.id} workflow={workflow} />
            ))}
          </ul>
          <ShowMore query={query} />
        </div>
      </ListState>
    </div>
  );
}

function WorkflowRow({
  workflow: { name, title, description, version, status, hasDraft, updatedAt },
}: {
  workflow: WorkflowSummary;
}) {
  const t = useTranslations("workflows");
  return (
    <li className="border-b hover:bg-hover has-[a:focus-visible]:bg-hover">
      <Link
        href={version === 0 ? `/workflows/${name}/draft` : `/workflows/${name}`}
        prefetch={false}
        className="focus-inset grid min-h-12 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 py-2 text-sm"
      >
        <span className="min-w-0">
          <span className="flex items-baseline gap-2">
            <span className="truncate font-medium">{title}</span>
            <code className="truncate text-ink-subtle text-xs">{name}</code>
          </span>
          {description && <span className="block truncate text-ink-muted text-xs">{description}</span>}
        </span>
        <span className="flex items-center gap-3 text-ink-subtle text-xs">
          {status !== "active" && <Badge tone="warn">{t(`lifecycle.${status}`)}</Badge>}
          {hasDraft && <Badge tone="accent">{t("draft.badge")}</Badge>}
          {version > 0 && <Badge>v{version}</Badge>}
          <RelativeTime at={updatedAt} className="w-8 text-right" />
        </span>
      </Link>
    </li>
  );
}
