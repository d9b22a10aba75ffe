"use client";

import { ArrowLeft, Ban, Ellipsis, Play } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { RunStatusPill } from "@/components/ui/status";
import { RelativeTime } from "@/components/ui/time";
import { StartRun } from "@/components/workflows/start-run";
import type { RunView } from "@/server/domain/runs/schema";
import { CancelRun } from "./cancel-run";
import { Duration } from "./duration";

/** What run this is, how it stands, and what can be done with it. */
export function RunHeader({ run }: { run: RunView }) {
  const open = run.endedAt === null;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-4 py-2.5">
      <Link
        href="/runs"
        aria-label="Back to runs"
        className="-ml-1.5 flex size-8 items-center justify-center rounded-md text-ink-muted hover:bg-hover"
      >
        <ArrowLeft className="size-4" aria-hidden />
      </Link>
      <h1 className="min-w-0 truncate font-semibold text-lg">
        <Link href={`/workflows/${run.workflow}?version=${run.version}`} className="hover:underline">
          {run.workflow}
        </Link>
      </h1>
      <Badge>v{run.version}</Badge>
      <RunStatusPill status={run.status} />
      <span className="text-ink-muted text-xs max-sm:order-last max-sm:w-full">
        started <RelativeTime at={run.createdAt} ago /> by {run.startedBy.name} ·{" "}
        {open ? "going for" : "took"} <Duration exact from={run.createdAt} to={run.endedAt} />
      </span>
      <RunActions run={run} />
    </header>
  );
}

function RunActions({ run }: { run: RunView }) {
  const mayWrite = useMay("runs:write");
  const [asking, setAsking] = useState<"cancel" | "rerun" | null>(null);
  const refusal = mayWrite ? null : "You may look at runs, but not change them.";
  const open = run.endedAt === null;
  const close = (next: boolean) => setAsking((now) => (next ? now : null));
  return (
    <div className="ml-auto flex gap-2">
      <Button size="sm" disabledReason={refusal} onClick={() => setAsking("rerun")} className="max-sm:hidden">
        <Play aria-hidden />
        Run again
      </Button>
      {open && (
        <Button
          size="sm"
          disabledReason={refusal}
          onClick={() => setAsking("cancel")}
          className="max-sm:hidden"
        >
          Cancel run
        </Button>
      )}
      <Menu
        trigger={
          <Button size="icon" variant="ghost" aria-label="Actions" className="sm:hidden">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem disabled={!mayWrite} onSelect={() => setAsking("rerun")}>
          <Play aria-hidden /> Run again
        </MenuItem>
        {open && (
          <MenuItem danger disabled={!mayWrite} onSelect={() => setAsking("cancel")}>
            <Ban aria-hidden /> Cancel run
          </MenuItem>
        )}
      </Menu>
      <CancelRun run={run} open={asking === "cancel"} onOpenChange={close} />
      {asking === "rerun" && (
        <StartRun
          workflow={run.workflow}
          version={run.version}
          input={run.input}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
