"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { JsonBlock } from "@/components/ui/json-value";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { RunStatusPill } from "@/components/ui/status";
import { Tabs } from "@/components/ui/tabs";
import { RelativeTime } from "@/components/ui/time";
import type { RunView } from "@/server/domain/runs/schema";
import { Duration } from "./duration";
import { RunHistory } from "./run-history";
import { RunTasks } from "./run-tasks";
import { WaitingFor } from "./waiting-for";

/** One run: how it stands, what it waits for, what went in and came out, and everything that happened. */
export function RunPage({ id }: { id: string }) {
  const query = trpc.run.get.useQuery({ runId: id });
  if (query.data) return <OpenedRun run={query.data} />;
  if (query.isError)
    return <QueryError error={query.error} page what="this run" onRetry={() => query.refetch()} />;
  return <SkeletonRows label="Loading the run" />;
}

function OpenedRun({ run }: { run: RunView }) {
  return (
    <>
      <RunHeader run={run} />
      <div className="mx-auto flex w-full max-w-4xl flex-col gap-6 px-4 py-5 sm:px-6">
        {run.error && (
          <p
            className={cn(
              "rounded-md px-3 py-2 text-sm",
              run.status === "cancelled" ? "bg-hover text-ink-muted" : "bg-danger-soft text-danger-ink",
            )}
          >
            {run.status === "cancelled" && "Cancelled: "}
            {run.error.message}
            {run.error.step && <> (step {run.error.step})</>}
          </p>
        )}
        <WaitingFor waiting={run.waitingFor} />
        <RunTasks runId={run.id} />
        <Tabs
          label="Details of the run"
          tabs={[
            { value: "history", label: "History", content: <RunHistory runId={run.id} /> },
            { value: "data", label: "Data", content: <RunData run={run} /> },
          ]}
        />
      </div>
    </>
  );
}

function RunHeader({ run }: { run: RunView }) {
  const mayCancel = useMay("runs:write");
  const [asking, setAsking] = useState(false);
  const open = run.status === "running" || run.status === "waiting";
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2.5">
      <Link
        href="/runs"
        aria-label="Back to runs"
        className="-ml-1.5 flex size-8 items-center justify-center rounded-md text-ink-muted hover:bg-hover"
      >
        <ArrowLeft className="size-4" aria-hidden />
      </Link>
      <h1 className="truncate font-semibold text-lg">{run.workflow}</h1>
      <Badge>v{run.version}</Badge>
      <RunStatusPill status={run.status} />
      <span className="text-ink-muted text-xs">
        started <RelativeTime at={run.createdAt} ago /> by {run.startedBy.name} ·{" "}
        {open ? "running for" : "took"} <Duration from={run.createdAt} to={run.endedAt} />
      </span>
      {open && (
        <Button
          size="sm"
          className="ml-auto"
          disabledReason={mayCancel ? null : "You may look at runs, but not cancel them."}
          onClick={() => setAsking(true)}
        >
          Cancel run
        </Button>
      )}
      <CancelRun run={run} open={asking} onOpenChange={setAsking} />
    </header>
  );
}

function CancelRun({
  run,
  open,
  onOpenChange,
}: {
  run: RunView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const utils = trpc.useUtils();
  const [reason, setReason] = useState("");
  const cancel = trpc.run.cancel.useMutation({
    onSettled: () => Promise.all([utils.run.invalidate(), utils.task.invalidate()]),
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Cancel this run of ${run.workflow}?`}
      action="Cancel run"
      onConfirm={() =>
        cancel.mutateAsync({ runId: run.id, ...(reason.trim() ? { reason: reason.trim() } : {}) })
      }
    >
      <p>Its open tasks are cancelled with it, and whoever waits for it is told. It cannot be continued.</p>
      <Field label="Reason" optional className="mt-3 text-ink">
        <Input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={2000} />
      </Field>
    </ConfirmDialog>
  );
}

function RunData({ run }: { run: RunView }) {
  return (
    <div className="flex flex-col gap-5">
      <Block title="Input">
        <JsonBlock value={run.input} />
      </Block>
      <Block title="Output">
        {run.output === null ? (
          <p className="text-ink-subtle text-sm">None yet.</p>
        ) : (
          <JsonBlock value={run.output} />
        )}
      </Block>
      {run.steps.length > 0 && (
        <Block title="What the steps gave">
          <JsonBlock
            value={Object.fromEntries(run.steps.map((step) => [step.id, step.error ?? step.output]))}
          />
        </Block>
      )}
      {run.callbacks.map((callback) => (
        <Block key={callback.id} title="Callback">
          <p className="break-all text-sm">
            {callback.url}: {callback.status}, {callback.attempts}{" "}
            {callback.attempts === 1 ? "attempt" : "attempts"}
            {callback.lastStatus !== null && `, last answer ${callback.lastStatus}`}
            {callback.lastError && `, ${callback.lastError}`}
          </p>
        </Block>
      ))}
      <Block title="Run id">
        <code className="break-all font-mono text-xs">{run.id}</code>
      </Block>
    </div>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h2 className="font-medium text-sm">{title}</h2>
      {children}
    </section>
  );
}
