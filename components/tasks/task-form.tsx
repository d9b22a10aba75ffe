"use client";

import { useEffect, useState } from "react";
import { FormProvider, type Resolver, useForm } from "react-hook-form";
import { toast } from "sonner";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { FormError, showProblem } from "@/components/ui/form";
import { Kbd, useCommandKey } from "@/components/ui/kbd";
import { asSentence, problemOf } from "@/components/ui/problem";
import type { FormDefinition, TaskDetail } from "@/server/domain/tasks/schema";
import { useDraft } from "./draft";
import { type Answers, initialAnswers, TaskFields } from "./task-fields";

const loadRules = () => import("@/server/domain/tasks/rules");

/** Checks answers by the server's own rules. Where they can't be fetched (no network), it is left to the server. */
const byRules =
  (form: FormDefinition): Resolver<Answers> =>
  async (values) => {
    const rules = await loadRules().catch(() => null);
    if (!rules) return { values, errors: {} };
    const result = rules.validateForm(form, values);
    if (result.ok) return { values: result.data as Answers, errors: {} };
    return {
      values: {},
      errors: Object.fromEntries(
        result.errors.map(({ path, message }) => [path, { type: "rule", message: asSentence(message) }]),
      ),
    };
  };

/**
 * The task's form. What is typed survives errors, reloads and live changes: it is kept as a draft in this
 * browser until the answer is accepted. The answer is bound to the revision that was shown.
 */
export function TaskForm({ task }: { task: TaskDetail }) {
  const me = useMe();
  const utils = trpc.useUtils();
  const [shown, setShown] = useState({ revision: task.revision, form: task.form });
  const form = useForm<Answers>({
    defaultValues: initialAnswers(task.form, task.formData),
    resolver: byRules(shown.form),
    reValidateMode: "onChange",
  });
  const draft = useDraft(form, me ? `${me.user.id}.${task.id}` : null);
  const complete = trpc.task.complete.useMutation();
  // Fetched while one reads, so that the first answer is checked at once, and without a network too.
  useEffect(() => void loadRules().catch(() => null), []);

  const submit = form.handleSubmit(async (formData) => {
    try {
      await complete.mutateAsync({ taskId: task.id, revision: shown.revision, formData });
      draft.discard();
      toast.success(`“${task.title}” is done`);
      await utils.task.invalidate();
    } catch (cause) {
      showProblem(form, cause, "formData.");
      if (problemOf(cause).status === 409) await utils.task.invalidate();
    }
  });

  const blocked = task.whyNot.complete;
  const changed = task.revision !== shown.revision;
  return (
    <FormProvider {...form}>
      <form
        aria-label="Answer"
        noValidate
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && !blocked) void submit(event);
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
        <fieldset disabled={Boolean(blocked)} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">Answer</legend>
          <TaskFields form={shown.form} disabled={Boolean(blocked)} />
        </fieldset>
        <FormError message={form.formState.errors.root?.message} />
        <div className="flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            variant={task.claimedBy ? "primary" : "secondary"}
            disabledReason={blocked ?? (changed ? "The task changed: look at the change first." : null)}
            loading={form.formState.isSubmitting}
          >
            Complete
          </Button>
          {blocked ? <span className="text-ink-muted text-sm">{blocked}</span> : <SendHint />}
          {draft.restored && (
            <span className="ml-auto flex items-center gap-2 text-ink-subtle text-xs">
              Draft restored
              <Button
                size="sm"
                variant="ghost"
                onClick={() => {
                  form.reset(initialAnswers(shown.form, task.formData));
                  draft.discard();
                }}
              >
                Discard
              </Button>
            </span>
          )}
        </div>
      </form>
    </FormProvider>
  );
}

function Changed({ onAccept }: { onAccept: () => void }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink"
    >
      <span className="flex-1">
        This task changed while you were writing. Your answer is kept; read the task again.
      </span>
      <Button size="sm" onClick={onAccept}>
        I have read it
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
