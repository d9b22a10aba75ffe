"use client";

import { Ban, Ellipsis, Pause, Play, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { BackLink } from "@/components/ui/back-link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem } from "@/components/ui/menu";
import { later } from "@/components/ui/on-demand";
import { RunStatusPill } from "@/components/ui/status";
import { RelativeTime } from "@/components/ui/time";
import type { RunView } from "@/server/domain/runs/schema";
import { CancelRun } from "./cancel-run";
import { hasBegun, RunDuration } from "./duration";
import { useRunCommands } from "./run-commands";

const StartRun = later(() => import("@/components/workflows/start-run").then((module) => module.StartRun));

/** What run this is, how it stands, and what can be done with it. */
export function RunHeader({ run }: { run: RunView }) {
  const t = useTranslations("runs");
  const open = run.endedAt === null;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-4 py-2.5">
      <BackLink href="/runs" label={t("back")} />
      <h1 className="min-w-0 truncate font-semibold text-lg">
        <Link
          href={`/workflows/${run.workflow}?version=${run.version}`}
          prefetch={false}
          className="hover:underline"
        >
          {run.workflow}
        </Link>
      </h1>
      <Badge>v{run.version}</Badge>
      <RunStatusPill status={run.status} />
      {run.paused && <Badge tone="warn">{t("paused")}</Badge>}
      {run.compensating && <Badge tone="warn">{t("undoing")}</Badge>}
      <span className="text-ink-muted text-xs max-sm:order-last max-sm:w-full">
        {t.rich("startedBy", {
          name: run.startedBy.name,
          ago: () => <RelativeTime at={run.createdAt} ago />,
        })}
        {hasBegun(run) && (
          <>
            {" "}
            · {t(open ? "goingFor" : "took")} <RunDuration run={run} />
          </>
        )}
      </span>
      <RunActions run={run} />
    </header>
  );
}

type Asked = "pause" | "cancel" | "again" | null;

function RunActions({ run }: { run: RunView }) {
  const t = useTranslations("runs");
  const may = useMay("runs:write");
  const [asked, setAsked] = useState<Asked>(null);
  const { pause, resume } = useRunCommands(run);
  const refusal = may ? null : t("mayNotChange");
  const close = (open: boolean) => !open && setAsked(null);
  const all = [
    { label: t("again"), icon: RotateCcw, act: () => setAsked("again"), shown: true },
    { label: t("resume"), icon: Play, act: () => resume.mutate({ runId: run.id }), shown: run.paused },
    { label: t("pause.do"), icon: Pause, act: () => setAsked("pause"), shown: !run.paused && !run.endedAt },
    { label: t("cancel.do"), icon: Ban, act: () => setAsked("cancel"), shown: !run.endedAt },
  ].filter(({ shown }) => shown);
  return (
    <div className="ml-auto flex gap-2">
      {all.map(({ label, icon: Icon, act }) => (
        <Button key={label} size="sm" disabledReason={refusal} onClick={act} className="max-md:hidden">
          <Icon aria-hidden />
          {label}
        </Button>
      ))}
      <Menu
        trigger={
          <Button size="icon" variant="ghost" aria-label={t("actions")} className="md:hidden">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {all.map(({ label, icon: Icon, act }) => (
          <MenuItem key={label} disabled={!may} onSelect={act}>
            <Icon aria-hidden /> {label}
          </MenuItem>
        ))}
      </Menu>
      <CancelRun run={run} open={asked === "cancel"} onOpenChange={close} />
      <ConfirmDialog
        open={asked === "pause"}
        onOpenChange={close}
        title={t("pause.title", { workflow: run.workflow })}
        action={t("pause.run")}
        onConfirm={() => pause.mutateAsync({ runId: run.id })}
      >
        {t("pause.text")}
      </ConfirmDialog>
      {asked === "again" && (
        <StartRun
          workflow={run.workflow}
          version={run.version}
          again={{ runId: run.id, input: run.input }}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}
