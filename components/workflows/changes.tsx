"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Badge, type Tone } from "@/components/ui/badge";
import { QueryError } from "@/components/ui/query-error";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { WorkflowView } from "@/server/domain/workflows/schema";
import { type Difference, differencesOf } from "./differences";

/** What is different in this version from another one. */
export function Changes({ workflow }: { workflow: WorkflowView }) {
  const t = useTranslations("workflows");
  const others = workflow.versions.filter(({ version }) => version !== workflow.version);
  const before = others.find(({ version }) => version < workflow.version) ?? others[0];
  const [chosen, setChosen] = useState<number>();
  const other = others.find(({ version }) => version === chosen) ?? before;
  if (!other) return <p className="text-ink-subtle text-sm">{t("onlyVersion")}</p>;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-2 text-ink-muted text-sm">
        {t("comparing", { version: workflow.version })}
        <Select
          size="sm"
          label={t("comparedWith")}
          value={String(other.version)}
          onValueChange={(version) => setChosen(Number(version))}
          options={others.map(({ version }) => ({
            value: String(version),
            label: t("versionLower", { version }),
          }))}
        />
      </p>
      <Compared workflow={workflow} other={other.version} />
    </div>
  );
}

function Compared({ workflow, other }: { workflow: WorkflowView; other: number }) {
  const t = useTranslations("workflows");
  const query = trpc.workflow.get.useQuery({ name: workflow.name, version: other });
  if (query.isPending) return <SkeletonRows rows={3} label={t("loadingOther")} />;
  if (query.isError)
    return <QueryError error={query.error} what={t("otherVersion")} onRetry={() => query.refetch()} />;
  const differences = differencesOf(query.data.definition, workflow.definition);
  if (differences.length === 0) return <p className="text-ink-subtle text-sm">{t("same")}</p>;
  return (
    <ul aria-label={t("differences")} className="divide-y rounded-lg border">
      {differences.map((difference) => (
        <Change key={difference.path.join("/")} difference={difference} />
      ))}
    </ul>
  );
}

const tones: Record<Difference["what"], Tone> = { added: "ok", removed: "danger", changed: "warn" };

/** One difference, with what was there before and what is after. */
export function Change({ difference }: { difference: Difference }) {
  const t = useTranslations("workflows");
  const { path, what } = difference;
  return (
    <li className="px-3 py-2.5 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tones[what]}>{t(`change.${what}`)}</Badge>
        <code className="min-w-0 break-all font-mono text-xs">{path.join(" › ")}</code>
      </p>
      <div className="mt-1.5 flex flex-col gap-1">
        {"before" in difference && <Side sign="−" className="bg-danger-soft" value={difference.before} />}
        {"after" in difference && <Side sign="+" className="bg-ok-soft" value={difference.after} />}
      </div>
    </li>
  );
}

function Side({ sign, value, className }: { sign: string; value: unknown; className: string }) {
  const t = useTranslations("workflows");
  return (
    <div className={`flex gap-2 rounded-sm px-2 py-1 font-mono text-xs ${className}`}>
      <span aria-hidden>{sign}</span>
      <span className="sr-only">{t(sign === "+" ? "after" : "before")}</span>
      <pre className="min-w-0 whitespace-pre-wrap break-words">{JSON.stringify(value, null, 2)}</pre>
    </div>
  );
}
