"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { JsonEditor, parseJson } from "@/components/ui/json-editor";
import { problemOf } from "@/components/ui/problem";
import { AskDialog } from "./ask-dialog";
import type { DeadLetter } from "./stuck-list";

export interface StuckResult {
  done: boolean;
  problem: string | null;
}

type Action = "retry" | "skip" | "fail" | "cancel";

/** Runs that are decided about in one transaction: progress can be seen, and one refusal holds nobody up. */
const chunk = 10;

const actions: Action[] = ["retry", "skip", "fail", "cancel"];

/** Decides about many stuck steps at once, and says how far it is. */
export function StuckBulk({
  picked,
  onResults,
  onDone,
}: {
  picked: DeadLetter[];
  onResults: (results: Map<string, StuckResult>) => void;
  onDone: () => void;
}) {
  const t = useTranslations("runs");
  const may = useMay("runs:write");
  const [asked, setAsked] = useState<Action | null>(null);
  const { run, progress } = useResolve(onResults);
  if (picked.length === 0 && !progress) return null;
  const count = picked.length;
  const decide = async (action: Action, output?: unknown) => {
    setAsked(null);
    await run(picked, action, output);
    onDone();
  };
  const close = () => setAsked(null);
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      {progress ? (
        <span role="status" className="flex items-center gap-2 text-ink-muted text-xs">
          <progress value={progress.done} max={progress.of} className="h-1.5 w-28 accent-accent" />
          <span className="tabular">{t("bulk.progress", { done: progress.done, all: progress.of })}</span>
        </span>
      ) : (
        actions.map((action) => (
          <Button
            key={action}
            size="sm"
            variant={action === "retry" ? "primary" : "secondary"}
            disabledReason={may ? null : t("mayNotDecide")}
            onClick={() => setAsked(action)}
          >
            {t(`bulk.${action}.label`)}
          </Button>
        ))
      )}
      {asked === "skip" && (
        <SkipMany count={count} onClose={close} onSkip={(output) => decide("skip", output)} />
      )}
      {asked === "retry" && (
        <AskDialog
          title={t("bulk.retry.title", { count })}
          description={t("bulk.retry.text")}
          action={t("stuck.retry")}
          onClose={close}
          onSubmit={() => decide("retry")}
        />
      )}
      <ConfirmDialog
        open={asked === "fail" || asked === "cancel"}
        onOpenChange={(open) => !open && close()}
        title={asked ? t(`bulk.${asked}.title`, { count }) : ""}
        action={asked ? t(`bulk.${asked}.label`) : ""}
        onConfirm={async () => asked && decide(asked)}
      >
        {asked && t(`bulk.${asked}.text`)}
      </ConfirmDialog>
    </div>
  );
}

function useResolve(onResults: (results: Map<string, StuckResult>) => void) {
  const utils = trpc.useUtils();
  const resolve = trpc.deadLetter.resolve.useMutation();
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const run = async (picked: DeadLetter[], action: Action, output?: unknown) => {
    const runIds = [...new Set(picked.map(({ runId }) => runId))];
    for (let at = 0; at < runIds.length; at += chunk) {
      setProgress({ done: at, of: runIds.length });
      const some = runIds.slice(at, at + chunk);
      const given = action === "skip" ? { output: output as null } : {};
      const results = await resolve.mutateAsync({ action, runIds: some, ...given }).then(
        (answer) => answer.results,
        (error: unknown) =>
          picked
            .filter(({ runId }) => some.includes(runId))
            .map(({ runId, key }) => ({ runId, key, done: false, problem: problemOf(error).message })),
      );
      onResults(new Map(results.map(({ runId, key, ...result }) => [`${runId} ${key}`, result])));
    }
    setProgress(null);
    await Promise.all([utils.deadLetter.invalidate(), utils.run.invalidate()]);
  };
  return { run, progress };
}

function SkipMany({
  count,
  onClose,
  onSkip,
}: {
  count: number;
  onClose: () => void;
  onSkip: (output: unknown) => Promise<unknown>;
}) {
  const t = useTranslations("runs");
  const say = useTranslations("common.typed");
  const [text, setText] = useState("null");
  const [error, setError] = useState<string>();
  const submit = () => {
    const parsed = parseJson(text, say);
    setError("problem" in parsed ? parsed.problem : undefined);
    return "problem" in parsed ? null : onSkip(parsed.value);
  };
  return (
    <AskDialog
      title={t("bulk.skip.title", { count })}
      description={t("bulk.skip.text")}
      action={t("stuck.skip")}
      onClose={onClose}
      onSubmit={submit}
    >
      <JsonEditor
        label={t("output")}
        help={t("stuck.sameEach")}
        value={text}
        error={error}
        rows={4}
        onChange={setText}
      />
    </AskDialog>
  );
}
