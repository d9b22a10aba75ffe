"use client";

import { type Locale, useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { FormProvider, type Resolver, useForm } from "react-hook-form";
import { useGapCheck } from "@/components/canned-answers/gap-check";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { FormError, showProblem } from "@/components/ui/form";
import { Kbd, useCommandKey } from "@/components/ui/kbd";
import { asSentence, problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import type { FormDefinition } from "@/server/domain/forms/schema";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { AlikeButton } from "./alike-button";
import type { AlikeAsked } from "./alike-dialog";
import { useDraft } from "./draft";
import { DraftLine, NewerDraft } from "./draft-line";
import { Suggestion } from "./suggestion";
import { type Answers, initialAnswers, TaskFields } from "./task-fields";
import type { Next } from "./use-next";

const loadRules = () => import("@/server/domain/forms/rules");

/** What the rules say, in the reader's language; the rules themselves speak English. */
async function loadWords(locale: Locale): Promise<(message: string) => string> {
  if (locale === "en") return (message) => message;
  const [{ retelling }, { default: fields }] = await Promise.all([
    import("@/server/platform/words/retelling"),
    import("@/server/platform/words/de/fields.json"),
  ]);
  return retelling(fields);
}

/**
 * Checks answers by the server's own rules. They come after the page has been shown; without them, as on a network
 * that broke off before, the server's word is enough.
 */
export const byRules =
  (form: FormDefinition, locale: Locale): Resolver<Answers> =>
  async (values) => {
    const loaded = await Promise.all([loadRules(), loadWords(locale)]).catch(() => null);
    if (!loaded) return { values, errors: {} };
    const [rules, tell] = loaded;
    const result = rules.validateForm(form, values);
    if (result.ok) return { values: result.data as Answers, errors: {} };
    return {
      values: {},
      errors: Object.fromEntries(
        result.errors.map(({ path, message }) => [
          path,
          { type: "rule", message: asSentence(tell(message)) },
        ]),
      ),
    };
  };

/**
 * The task's form. What is typed survives errors, reloads and live changes: it is kept as a draft until the answer is
 * accepted. The answer is bound to the revision that was shown. Sending it may take the next task in the same stroke.
 */
export function TaskForm({
  task,
  next,
  onAlike,
}: {
  task: TaskDetail;
  next: Next;
  onAlike: (asked: AlikeAsked) => void;
}) {
  const t = useTranslations("tasks.form");
  const locale = useLocale();
  const me = useMe();
  const utils = trpc.useUtils();
  const [shown, setShown] = useState({ revision: task.revision, form: task.form });
  const form = useForm<Answers>({
    defaultValues: initialAnswers(task.form, task.formData),
    resolver: byRules(shown.form, locale),
    reValidateMode: "onChange",
  });
  const draft = useDraft(form, task, me?.user.id);
  useEffect(() => {
    Promise.all([loadRules(), loadWords(locale)]).catch(() => null);
  }, [locale]);
  const complete = trpc.task.complete.useMutation();

  const gaps = useGapCheck();
  const answer = async (formData: Answers, takeNext: boolean) => {
    try {
      await complete.mutateAsync({ taskId: task.id, revision: shown.revision, formData });
      draft.settle();
      toast.success(t("done", { title: task.title }));
      if (takeNext) await next.take();
      await utils.task.invalidate();
    } catch (cause) {
      showProblem(form, cause, "formData.");
      if (problemOf(cause).status === 409) await utils.task.invalidate();
    }
  };
  const send = (takeNext: boolean) =>
    form.handleSubmit((formData) => gaps.check(Object.values(formData), () => answer(formData, takeNext)));

  const blocked = task.whyNot.complete;
  const changed = task.revision !== shown.revision;
  const reason = blocked ?? (changed ? t("changedFirst") : null);
  return (
    <FormProvider {...form}>
      <form
        aria-label={t("label")}
        noValidate
        onSubmit={send(next.any)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && !reason)
            void send(next.any && !event.shiftKey)(event);
        }}
        className="flex flex-col gap-4"
      >
        {changed && (
          <Changed
            onAccept={() => {
              setShown({ revision: task.revision, form: task.form });
              form.clearErrors();
            }}
          />
        )}
        <NewerDraft draft={draft} />
        <Suggestion task={task} onUse={() => form.setFocus(Object.keys(task.suggestion ?? {})[0] ?? "")} />
        <fieldset disabled={Boolean(blocked)} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">{t("label")}</legend>
          <TaskFields form={shown.form} disabled={Boolean(blocked)} task={task} />
        </fieldset>
        <FormError message={form.formState.errors.root?.message} />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button
            type="submit"
            variant={task.claimedBy ? "primary" : "secondary"}
            disabledReason={reason}
            loading={form.formState.isSubmitting}
          >
            {next.any ? t("completeAndNext") : t("complete")}
          </Button>
          {next.any && (
            <Button
              variant="ghost"
              disabledReason={reason}
              disabled={form.formState.isSubmitting}
              onClick={() => void send(false)()}
            >
              {t("complete")}
            </Button>
          )}
          {blocked ? <span className="text-ink-muted text-sm">{blocked}</span> : <SendHint />}
          <AlikeButton
            task={task}
            onAsk={(alike, answer) =>
              void gaps.check(Object.values(answer), async () =>
                onAlike({ alike, answer, onDone: draft.settle }),
              )
            }
          />
          <DraftLine
            draft={draft}
            onDiscard={() => {
              form.reset(initialAnswers(shown.form, task.formData));
              draft.discard();
            }}
          />
        </div>
      </form>
      {gaps.dialog}
    </FormProvider>
  );
}

function Changed({ onAccept }: { onAccept: () => void }) {
  const t = useTranslations("tasks.form");
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink"
    >
      <span className="flex-1">{t("changed")}</span>
      <Button size="sm" onClick={onAccept}>
        {t("haveRead")}
      </Button>
    </div>
  );
}

function SendHint() {
  const commandKey = useCommandKey();
  if (commandKey === null) return null;
  return (
    <span className="hidden items-center gap-1 sm:flex [@media(pointer:coarse)]:hidden" aria-hidden>
      <Kbd>{commandKey}</Kbd>
      <Kbd>Enter</Kbd>
    </span>
  );
}
