"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { JsonEditor, parseJson, parseJsonObject } from "@/components/ui/json-editor";
import { Select } from "@/components/ui/select";
import type { RunView } from "@/server/domain/runs/schema";
import { AskDialog } from "./ask-dialog";
import { useRunCommands } from "./run-commands";

type Asked = "edit" | "skip" | "fail" | null;

/** What a person can decide about a step that is stuck. */
export function StuckActions({
  run,
  visit,
  step,
  ways,
}: {
  run: RunView;
  visit: string;
  step: string;
  /** Where it can lead. */
  ways: string[];
}) {
  const t = useTranslations("runs");
  const may = useMay("runs:write");
  const [asked, setAsked] = useState<Asked>(null);
  const { retry, skip, fail } = useRunCommands(run);
  const refusal = run.paused ? t("resumeFirst") : may ? null : t("mayNotDecide");
  const close = () => setAsked(null);
  const target = { runId: run.id, key: visit };
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="sm"
        variant="primary"
        disabledReason={refusal}
        loading={retry.isPending}
        onClick={() => retry.mutate(target)}
      >
        {t("stuck.retry")}
      </Button>
      <Button size="sm" disabledReason={refusal} onClick={() => setAsked("edit")}>
        {t("stuck.retryOther")}
      </Button>
      <Button size="sm" disabledReason={refusal} onClick={() => setAsked("skip")}>
        {t("stuck.skip")}
      </Button>
      <Button size="sm" disabledReason={refusal} onClick={() => setAsked("fail")}>
        {t("stuck.fail")}
      </Button>
      {asked === "edit" && (
        <EditedRetry
          runId={run.id}
          visit={visit}
          step={step}
          onClose={close}
          onRetry={(input) => retry.mutateAsync({ ...target, input: input as Record<string, never> })}
        />
      )}
      {asked === "skip" && (
        <Skip
          step={step}
          ways={ways}
          onClose={close}
          onSkip={(output, next) => skip.mutateAsync({ ...target, output: output as null, next })}
        />
      )}
      <ConfirmDialog
        open={asked === "fail"}
        onOpenChange={(open) => !open && close()}
        title={t("stuck.failTitle", { workflow: run.workflow })}
        action={t("stuck.fail")}
        onConfirm={() => fail.mutateAsync(target)}
      >
        {t("stuck.failText", { step })}
      </ConfirmDialog>
    </div>
  );
}

function EditedRetry({
  runId,
  visit,
  step,
  onClose,
  onRetry,
}: {
  runId: string;
  visit: string;
  step: string;
  onClose: () => void;
  onRetry: (input: Record<string, unknown>) => Promise<unknown>;
}) {
  const t = useTranslations("runs");
  const say = useTranslations("common.typed");
  const detail = trpc.run.visit.useQuery({ runId, key: visit });
  const request = detail.data?.request;
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();
  const text = typed ?? JSON.stringify(request ?? {}, null, 2);
  const submit = () => {
    const parsed = parseJsonObject(text, say);
    setError("problem" in parsed ? parsed.problem : undefined);
    return "problem" in parsed ? null : onRetry(parsed.value);
  };
  return (
    <AskDialog
      title={t("stuck.retryTitle", { step })}
      description={t("stuck.retryText")}
      action={t("stuck.retry")}
      onClose={onClose}
      onSubmit={submit}
    >
      <JsonEditor label={t("input")} value={text} error={error} rows={10} onChange={setTyped} />
    </AskDialog>
  );
}

function Skip({
  step,
  ways,
  onClose,
  onSkip,
}: {
  step: string;
  ways: string[];
  onClose: () => void;
  onSkip: (output: unknown, next: string | undefined) => Promise<unknown>;
}) {
  const t = useTranslations("runs");
  const say = useTranslations("common.typed");
  const [text, setText] = useState("null");
  const [next, setNext] = useState<string>();
  const [error, setError] = useState<string>();
  const [nowhere, setNowhere] = useState<string>();
  const submit = () => {
    const parsed = parseJson(text, say);
    const isOpen = ways.length > 1 && next === undefined;
    setError("problem" in parsed ? parsed.problem : undefined);
    setNowhere(isOpen ? t("skipNeeded") : undefined);
    return "problem" in parsed || isOpen ? null : onSkip(parsed.value, next);
  };
  return (
    <AskDialog
      title={t("stuck.skipTitle", { step })}
      description={t("stuck.skipText")}
      action={t("stuck.skipDo")}
      onClose={onClose}
      onSubmit={submit}
    >
      <JsonEditor
        label={t("output")}
        help={t("stuck.later")}
        value={text}
        error={error}
        rows={4}
        onChange={setText}
      />
      {ways.length > 1 && (
        <Field label={t("skipTo")} error={nowhere} required>
          <Select
            value={next}
            onValueChange={setNext}
            placeholder={t("skipChoose")}
            options={ways.map((way) => ({ value: way, label: way }))}
          />
        </Field>
      )}
    </AskDialog>
  );
}
