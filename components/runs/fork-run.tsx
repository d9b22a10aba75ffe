"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { CheckboxRow } from "@/components/ui/checkbox";
import { JsonEditor, parseJsonObject } from "@/components/ui/json-editor";
import { toast } from "@/components/ui/toast";
import type { RunView } from "@/server/domain/runs/schema";
import { AskDialog } from "./ask-dialog";

/** Starts a new run that has this one's history up to a point, with another input or other variables if one wants. */
export function ForkRun({ run, seq, onClose }: { run: RunView; seq: number; onClose: () => void }) {
  const t = useTranslations("runs");
  const router = useRouter();
  const utils = trpc.useUtils();
  const then = trpc.run.at.useQuery({ runId: run.id, seq });
  const input = useEdited(run.input);
  const vars = useEdited(then.data?.vars ?? {});
  const fork = trpc.run.fork.useMutation({
    onSuccess: (made) => {
      toast.success(t("fork.toast", { workflow: run.workflow }));
      router.push(`/runs/${made.id}`);
    },
    onSettled: () => utils.run.invalidate(),
  });
  const submit = () => {
    const edits = { ...input.read("input"), ...vars.read("vars") };
    return edits.broken ? null : fork.mutateAsync({ runId: run.id, seq, ...edits.values });
  };
  return (
    <AskDialog
      title={t("fork.title", { workflow: run.workflow, seq })}
      description={t("fork.text")}
      action={t("fork.do")}
      onClose={onClose}
      onSubmit={submit}
    >
      <CheckboxRow
        label={t("fork.otherInput")}
        checked={input.on}
        onCheckedChange={(on) => input.turn(on === true)}
      />
      {input.on && (
        <JsonEditor label={t("input")} value={input.text} error={input.error} onChange={input.setText} />
      )}
      <CheckboxRow
        label={t("fork.otherVariables")}
        checked={vars.on}
        onCheckedChange={(on) => vars.turn(on === true)}
      />
      {vars.on && (
        <JsonEditor label={t("variables")} value={vars.text} error={vars.error} onChange={vars.setText} />
      )}
    </AskDialog>
  );
}

type Edits = { broken?: true; values?: Record<string, Record<string, never>> };

/** A value that is taken over unless somebody edits it. */
function useEdited(given: unknown) {
  const say = useTranslations("common.typed");
  const [on, turn] = useState(false);
  const [typed, setText] = useState<string>();
  const [error, setError] = useState<string>();
  const text = typed ?? JSON.stringify(given, null, 2);
  const read = (name: string): Edits => {
    if (!on) return {};
    const parsed = parseJsonObject(text, say);
    setError("problem" in parsed ? parsed.problem : undefined);
    if ("problem" in parsed) return { broken: true };
    return { values: { [name]: parsed.value as Record<string, never> } };
  };
  return { on, turn, text, setText, error, read };
}
