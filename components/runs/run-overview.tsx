"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { ExactTime } from "@/components/ui/time";
import type { RunAt, RunView } from "@/server/domain/runs/schema";
import { Facts, JsonSection, PanelSection } from "./json-section";
import { RunTasks } from "./run-tasks";

/** The run as a whole: what went in and came out, its variables, its tasks, who is told. `past` is an earlier state. */
export function RunOverview({ run, past }: { run: RunView; past: RunAt | undefined }) {
  const { output, vars } = past ?? run;
  const isOver = run.endedAt !== null && !past;
  return (
    <div className="flex flex-col gap-4 px-4 py-3.5">
      <h2 className="font-semibold">The run</h2>
      <Facts
        facts={[
          ["Id", <RunId key="id" id={run.id} />],
          ["Started by", run.startedBy.name],
          ...(run.parent
            ? [["Part of", <RunLink key="parent" id={run.parent.runId} note={run.parent.step} />] as Fact]
            : []),
          ...(run.origin
            ? [
                [
                  run.origin.seq === null ? "Repeats" : "Forked from",
                  <RunLink
                    key="origin"
                    id={run.origin.runId}
                    note={run.origin.seq === null ? null : `event ${run.origin.seq}`}
                  />,
                ] as Fact,
              ]
            : []),
          ...(run.tags.length > 0 ? [["Tags", <Tags key="tags" tags={run.tags} />] as Fact] : []),
          ...(run.correlationKey ? [["Correlation", run.correlationKey] as Fact] : []),
          ["Started", <ExactTime key="at" at={run.createdAt} />],
          ...(run.endedAt ? [["Ended", <ExactTime key="end" at={run.endedAt} />] as Fact] : []),
        ]}
      />
      <RunTasks runId={run.id} />
      <JsonSection title="Input" value={run.input} none="None." />
      <JsonSection title="Output" value={output} none={isOver ? "It gave nothing." : "None yet."} />
      {Object.keys(vars).length > 0 && <JsonSection title="Variables" value={vars} none="None." />}
      {run.callbacks.map((callback) => (
        <PanelSection key={callback.id} title="Callback">
          <p className="break-words text-sm">
            {callback.url}
            <span className="block text-ink-muted text-xs">
              {callback.status}, {callback.attempts} {callback.attempts === 1 ? "attempt" : "attempts"}
              {callback.lastStatus !== null && `, last answer ${callback.lastStatus}`}
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
  return (
    <Link href={`/runs/${id}`} prefetch={false} className="text-accent-ink hover:underline">
      run {id.slice(-6)}
      {note && `, ${note}`}
    </Link>
  );
}

function RunId({ id }: { id: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 truncate font-mono text-xs">{id}</code>
      <CopyButton compact label="Run id" text={id} />
    </span>
  );
}
