"use client";

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
