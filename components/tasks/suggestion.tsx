"use client";

import { Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { JsonValue, wordsOf } from "@/components/ui/json-value";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { answerInWords } from "./answer-words";
import type { Answers } from "./task-fields";

/** What an AI would answer: to be taken into the form, where it can be changed before it is sent. */
export function Suggestion({ task, onUse }: { task: TaskDetail; onUse: () => void }) {
  const t = useTranslations("tasks.suggestion");
  const { setValue, watch } = useFormContext<Answers>();
  const suggested = Object.entries(task.suggestion ?? {});
  const values = watch();
  const used = suggested.every(([name, value]) => JSON.stringify(values[name]) === JSON.stringify(value));
  if (suggested.length === 0) return null;
  const use = () => {
    for (const [name, value] of suggested) setValue(name, value as Answers[string], { shouldDirty: true });
    onUse();
  };
  return (
    <section aria-label={t("title")} className="rounded-lg border border-dashed bg-canvas px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="flex flex-1 items-center gap-1.5 font-medium text-sm">
          <Sparkles className="size-4 text-accent-ink" aria-hidden /> {t("title")}
        </h2>
        {used ? (
          <span className="text-ink-subtle text-xs">{t("used")}</span>
        ) : (
          <Button size="sm" disabledReason={task.whyNot.complete} onClick={use}>
            {t("use")}
          </Button>
        )}
      </div>
      {!used && (
        <dl className="mt-1.5 flex flex-col gap-1.5 text-sm">
          {suggested.map(([name, value]) => (
            <div key={name}>
              <dt className="text-ink-subtle text-xs">{task.form.fields[name]?.label ?? wordsOf(name)}</dt>
              <dd className="wrap-anywhere whitespace-pre-wrap text-ink-muted">
                <JsonValue value={answerInWords(value, task.form.fields[name])} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
