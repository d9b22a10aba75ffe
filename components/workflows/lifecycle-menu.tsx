"use client";

import { Archive, ArchiveRestore, Ellipsis, Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem } from "@/components/ui/menu";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import type { WorkflowSummary } from "@/server/domain/workflows/schema";

/** Pauses, resumes and archives a workflow. What can be taken back at once is done at once. */
export function LifecycleMenu({ workflow: { name, title, status } }: { workflow: WorkflowSummary }) {
  const t = useTranslations("workflows.lifecycle");
  const utils = trpc.useUtils();
  const may = useMay("workflows:write");
  const [asked, setAsked] = useState<"pause" | "archive" | null>(null);
  const settled = { onSettled: () => utils.workflow.invalidate() };
  const said = { ...settled, onError: (error: unknown) => toast.error(problemOf(error).message) };
  const pause = trpc.workflow.pause.useMutation(settled);
  const archive = trpc.workflow.archive.useMutation(settled);
  const resume = trpc.workflow.resume.useMutation(said);
  const unarchive = trpc.workflow.unarchive.useMutation(said);
  if (!may) return null;
  return (
    <>
      <Menu
        trigger={
          <Button size="sm" variant="ghost" aria-label={t("actions", { title })}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {status === "active" && (
          <MenuItem onSelect={() => setAsked("pause")}>
            <Pause aria-hidden />
            {t("pause")}
          </MenuItem>
        )}
        {status === "paused" && (
          <MenuItem onSelect={() => resume.mutate({ name })}>
            <Play aria-hidden />
            {t("resume")}
          </MenuItem>
        )}
        {status === "archived" ? (
          <MenuItem onSelect={() => unarchive.mutate({ name })}>
            <ArchiveRestore aria-hidden />
            {t("unarchive")}
          </MenuItem>
        ) : (
          <MenuItem danger onSelect={() => setAsked("archive")}>
            <Archive aria-hidden />
            {t("archive")}
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={asked === "archive" ? t("archiveTitle", { title }) : t("pauseTitle", { title })}
        action={asked === "archive" ? t("archive") : t("pause")}
        onConfirm={() => (asked === "archive" ? archive : pause).mutateAsync({ name })}
      >
        {asked === "archive" ? t("archiveText") : t("pauseText")}
      </ConfirmDialog>
    </>
  );
}
