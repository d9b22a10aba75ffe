"use client";

import { Pencil, Play } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGraph } from "@/components/graph/use-graph";
import { WorkflowGraph } from "@/components/graph/workflow-graph";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { BackLink } from "@/components/ui/back-link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { JsonBlock } from "@/components/ui/json-value";
import { later } from "@/components/ui/on-demand";
import { QueryError } from "@/components/ui/query-error";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { WorkflowView } from "@/server/domain/workflows/schema";
import { Changes } from "./changes";
import { LifecycleMenu } from "./lifecycle-menu";
import { RecentRuns } from "./recent-runs";
import { readVersion } from "./version";
import { VersionList } from "./version-list";
import { WorkflowTriggers } from "./workflow-triggers";

const StartRun = later(() => import("./start-run").then((module) => module.StartRun));

const nothing = new Map<string, number>();

/** One workflow: a version of it as a graph, what that version changed, and the runs it had. */
export function WorkflowPage({ name }: { name: string }) {
  const t = useTranslations("workflows");
  const version = readVersion(useSearchParams().get("version"));
  const query = trpc.workflow.get.useQuery({ name, version }, { placeholderData: (before) => before });
  if (query.data) return <OpenedWorkflow workflow={query.data} isPast={query.isPlaceholderData} />;
  if (query.isError)
    return <QueryError error={query.error} page what={t("whatOne")} onRetry={() => query.refetch()} />;
  return <SkeletonRows label={t("loading")} />;
}

function OpenedWorkflow({ workflow, isPast }: { workflow: WorkflowView; isPast: boolean }) {
  const t = useTranslations("workflows");
  const [step, setStep] = useState<string | null>(null);
  const graph = useGraph(workflow.definition);
  const steps = workflow.definition.steps as Record<string, unknown>;
  const chosen = step !== null && Object.hasOwn(steps, step) ? step : null;
  return (
    <div className="flex min-h-0 flex-1 flex-col" aria-busy={isPast}>
      <WorkflowHeader workflow={workflow} />
      <div className="min-[1100px]:grid min-[1100px]:min-h-0 min-[1100px]:flex-1 min-[1100px]:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 pb-6 min-[1100px]:overflow-y-auto">
          <WorkflowGraph
            key={workflow.version}
            as="graph"
            className="border-b md:h-104"
            graph={graph}
            progress={null}
            taken={nothing}
            selected={chosen}
            onSelect={setStep}
            direction="right"
          />
          <div className="px-4 pt-3">
            <Tabs
              label={t("theVersion")}
              tabs={[
                { value: "step", label: t("step"), content: <StepDefinition step={chosen} steps={steps} /> },
                { value: "changes", label: t("changes"), content: <Changes workflow={workflow} /> },
                { value: "json", label: "JSON", content: <Definition workflow={workflow} /> },
              ]}
            />
          </div>
        </div>
        <aside
          aria-label={t("versionsAndRuns")}
          className="flex flex-col gap-5 border-l px-4 py-3.5 max-[1099px]:border-t max-[1099px]:border-l-0 min-[1100px]:overflow-y-auto"
        >
          {workflow.description && <p className="text-ink-muted text-sm">{workflow.description}</p>}
          <RecentRuns workflow={workflow.name} />
          <WorkflowTriggers workflow={workflow.name} />
          <VersionList workflow={workflow} />
        </aside>
      </div>
    </div>
  );
}

function WorkflowHeader({ workflow }: { workflow: WorkflowView }) {
  const router = useRouter();
  const t = useTranslations("workflows");
  const may = useMay("runs:write");
  const [starting, setStarting] = useState(false);
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2.5">
      <BackLink href="/workflows" label={t("back")} />
      <h1 className="min-w-0 truncate font-semibold text-lg">{workflow.title}</h1>
      <code className="text-ink-subtle text-xs">{workflow.name}</code>
      <Select
        size="sm"
        label={t("version")}
        value={String(workflow.version)}
        onValueChange={(version) => router.replace(`/workflows/${workflow.name}?version=${version}`)}
        options={workflow.versions.map(({ version }, i) => ({
          value: String(version),
          label: i === 0 ? t("versionLatest", { version }) : t("versionNumber", { version }),
        }))}
      />
      {workflow.status !== "active" && <Badge tone="warn">{t(`lifecycle.${workflow.status}`)}</Badge>}
      <Button asChild size="sm" className="ml-auto">
        <Link href={`/workflows/${workflow.name}/draft`}>
          <Pencil aria-hidden />
          {workflow.hasDraft ? t("draft.link") : t("draft.begin")}
        </Link>
      </Button>
      <Button
        size="sm"
        variant="primary"
        disabledReason={may ? null : t("mayNot")}
        onClick={() => setStarting(true)}
      >
        <Play aria-hidden />
        {t("startARun")}
      </Button>
      <LifecycleMenu workflow={workflow} />
      {starting && (
        <StartRun workflow={workflow.name} version={workflow.version} onClose={() => setStarting(false)} />
      )}
    </header>
  );
}

function StepDefinition({ step, steps }: { step: string | null; steps: Record<string, unknown> }) {
  const t = useTranslations("workflows");
  if (step === null) return <p className="text-ink-subtle text-sm">{t("chooseStep")}</p>;
  return (
    <>
      <h2 className="mb-1.5 font-medium text-sm">{step}</h2>
      <JsonBlock value={steps[step]} />
    </>
  );
}

function Definition({ workflow: { definition } }: { workflow: WorkflowView }) {
  const t = useTranslations("workflows");
  return (
    <div className="relative">
      <span className="absolute top-1.5 right-1.5">
        <CopyButton compact label={t("definition")} text={JSON.stringify(definition, null, 2)} />
      </span>
      <JsonBlock value={definition} />
    </div>
  );
}
