"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { RunView } from "@/server/domain/runs/schema";

/** Asks before a run is cancelled, and for a reason. */
export function CancelRun({
  run,
  open,
  onOpenChange,
}: {
  run: RunView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("runs");
  const utils = trpc.useUtils();
  const [reason, setReason] = useState("");
  const cancel = trpc.run.cancel.useMutation({
    onSuccess: (after) => utils.run.get.setData({ runId: run.id }, after),
    onSettled: () => Promise.all([utils.run.invalidate(), utils.task.invalidate()]),
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("cancel.title", { workflow: run.workflow })}
      action={t("cancel.do")}
      onConfirm={() =>
        cancel.mutateAsync({ runId: run.id, ...(reason.trim() ? { reason: reason.trim() } : {}) })
      }
    >
      <p>{t("cancel.text")}</p>
      <Field label={t("cancel.reason")} optional className="mt-3 text-ink">
        <Input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={2000} />
      </Field>
    </ConfirmDialog>
  );
}
