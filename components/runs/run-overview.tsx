"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { ExactTime } from "@/components/ui/time";
import type { RunAt, RunView } from "@/server/domain/runs/schema";
import { Facts, JsonSection, PanelSection } from "./json-section";
import { RunTasks } from "./run-tasks";

/** The run as a whole: what went in and came out, its variables, its tasks, who is told. `past` is an earlier state. */
export function RunOverview({ run, past }: { run: RunView; past: RunAt | undefined }) {
  const t = useTranslations("runs");
  const { output, vars } = past ?? run;
  const isOver = run.endedAt !== null && !past;
  return (
    <div className="flex flex-col gap-4 px-4 py-3.5">
      <h2 className="font-semibold">{t("theRun")}</h2>
      <Facts
        facts={[
          [t("facts.id"), <RunId key="id" id={run.id} />],
          [t("facts.startedBy"), run.startedBy.name],
          ...(run.parent
            ? [
                [
                  t("facts.partOf"),
                  <RunLink key="parent" id={run.parent.runId} note={run.parent.step} />,
                ] as Fact,
              ]
            : []),
          ...(run.origin
            ? [
                [
                  run.origin.seq === null ? t("facts.repeats") : t("facts.forkedFrom"),
                  <RunLink
                    key="origin"
                    id={run.origin.runId}
                    note={run.origin.seq === null ? null : t("facts.event", { seq: run.origin.seq })}
                  />,
                ] as Fact,
              ]
            : []),
          ...(run.tags.length > 0 ? [[t("facts.tags"), <Tags key="tags" tags={run.tags} />] as Fact] : []),
          ...(run.correlationKey ? [[t("facts.correlation"), run.correlationKey] as Fact] : []),
          [t("facts.started"), <ExactTime key="at" at={run.createdAt} />],
          ...(run.endedAt ? [[t("facts.ended"), <ExactTime key="end" at={run.endedAt} />] as Fact] : []),
        ]}
      />
      <RunTasks runId={run.id} />
      <JsonSection title={t("input")} value={run.input} none={t("none")} />
      <JsonSection title={t("output")} value={output} none={isOver ? t("gaveNothing") : t("noneYet")} />
      {Object.keys(vars).length > 0 && <JsonSection title={t("variables")} value={vars} none={t("none")} />}
      {run.callbacks.map((callback) => (
        <PanelSection key={callback.id} title={t("callback")}>
          <p className="break-words text-sm">
            {callback.url}
            <span className="block text-ink-muted text-xs">
              {callback.status}, {t("stuckCount", { count: callback.attempts })}
              {callback.lastStatus !== null && `, ${t("lastAnswer", { status: callback.lastStatus })}`}
              {callback.lastError && `, ${callback.lastError}`}
            </span>
          </p>
        </PanelSection>
      ))}
    </div>
  );
}

function Tags({ tags }: { tags: string[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {tags.map((tag) => (
        <Link key={tag} href={`/runs?tag=${encodeURIComponent(tag)}`} prefetch={false}>
          <Badge className="hover:bg-pressed">{tag}</Badge>
        </Link>
      ))}
    </span>
  );
}

type Fact = [string, ReactNode];

function RunLink({ id, note }: { id: string; note: string | null }) {
  const t = useTranslations("runs");
  return (
    <Link href={`/runs/${id}`} prefetch={false} className="text-accent-ink hover:underline">
      {t("facts.run", { id: id.slice(-6) })}
      {note && `, ${note}`}
    </Link>
  );
}

function RunId({ id }: { id: string }) {
  const t = useTranslations("runs");
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 truncate font-mono text-xs">{id}</code>
      <CopyButton compact label={t("runId")} text={id} />
    </span>
  );
}
