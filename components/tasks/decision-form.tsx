"use client";

import { Check, CircleDashed, Ellipsis, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { FormProvider, useForm } from "react-hook-form";
import { useGapCheck } from "@/components/canned-answers/gap-check";
import { useMe } from "@/components/shell/me";
import { useActions } from "@/components/shell/shortcuts";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { FormError, showProblem } from "@/components/ui/form";
import { Menu, MenuItem } from "@/components/ui/menu";
import { problemOf } from "@/components/ui/problem";
import { QueryError } from "@/components/ui/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";
import type { DecisionsView, Verdict } from "@/server/domain/decisions/schema";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { useDraft } from "./draft";
import { DraftLine, NewerDraft } from "./draft-line";
import { type Answers, initialAnswers, TaskFields } from "./task-fields";
import { byRules } from "./task-form";
import type { Next } from "./use-next";

/** The form of a task that takes several people's sign-off: who has decided, and one's own word. */
export function DecisionForm({ task, next }: { task: TaskDetail; next: Next }) {
  const t = useTranslations("tasks.decide");
  const locale = useLocale();
  const me = useMe();
  const utils = trpc.useUtils();
  const query = trpc.task.decisions.useQuery({ taskId: task.id });
  const form = useForm<Answers>({
    defaultValues: initialAnswers(task.form, null),
    resolver: byRules(task.form, locale),
  });
  const draft = useDraft(form, task, me?.user.id);
  const decide = trpc.task.decide.useMutation();
  const gaps = useGapCheck();
  const decisions = query.data?.decisions;
  if (query.isError && !decisions)
    return <QueryError error={query.error} what={t("what")} onRetry={() => query.refetch()} />;
  if (!decisions) return <Skeleton className="h-28 w-full" />;

  const answer = async (verdict: Verdict, formData: Answers, takeNext: boolean) => {
    try {
      await decide.mutateAsync({ taskId: task.id, revision: task.revision, verdict, formData });
      draft.settle();
      toast.success(t(verdict === "approve" ? "approved" : "rejected", { title: task.title }));
      if (takeNext) await next.take();
      await utils.task.invalidate();
    } catch (cause) {
      showProblem(form, cause, "formData.");
      if (problemOf(cause).status === 409) await utils.task.invalidate();
    }
  };
  const send = (verdict: Verdict, formData: Answers, takeNext: boolean) =>
    gaps.check(Object.values(formData), () => answer(verdict, formData, takeNext));
  const approve = (takeNext: boolean) => form.handleSubmit((formData) => send("approve", formData, takeNext));
  // What is filled in so far goes with a rejection; nothing has to be.
  const reject = (takeNext: boolean) => void send("reject", filledIn(form.getValues()), takeNext);
  const reason = decisions.whyNot;
  return (
    <div className="flex flex-col gap-4">
      <Seats decisions={decisions} />
      {reason ? (
        <p className="text-ink-muted text-sm">{reason}</p>
      ) : (
        <FormProvider {...form}>
          <form
            aria-label={t("label")}
            noValidate
            onSubmit={approve(next.any)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey))
                void approve(next.any && !event.shiftKey)(event);
            }}
            className="flex flex-col gap-4"
          >
            <NewerDraft draft={draft} />
            {decisions.onBehalfOf && (
              <p className="rounded-md bg-accent-soft px-3 py-2 text-accent-ink text-sm">
                {t("onBehalfOf", { name: decisions.onBehalfOf })}
              </p>
            )}
            <TaskFields form={task.form} disabled={false} task={task} />
            <FormError message={form.formState.errors.root?.message} />
            <div className="flex flex-wrap items-center gap-3">
              <Verdicts
                pending={form.formState.isSubmitting || decide.isPending}
                mayGoOn={next.any}
                onApprove={(goOn) => void approve(goOn)()}
                onReject={reject}
              />
              <DraftLine
                draft={draft}
                onDiscard={() => {
                  form.reset(initialAnswers(task.form, null));
                  draft.discard();
                }}
              />
            </div>
          </form>
          {gaps.dialog}
        </FormProvider>
      )}
    </div>
  );
}

/** Both verdicts, each of which goes on to the next task where there is one, and a menu of those that stay here. */
function Verdicts({
  pending,
  mayGoOn,
  onApprove,
  onReject,
}: {
  pending: boolean;
  mayGoOn: boolean;
  onApprove: (goOn: boolean) => void;
  onReject: (goOn: boolean) => void;
}) {
  const t = useTranslations("tasks.decide");
  useActions("task", { reject: () => !pending && onReject(mayGoOn) });
  return (
    <>
      <Button type="submit" variant="primary" loading={pending}>
        {t(mayGoOn ? "approveAndNext" : "approve")}
      </Button>
      <Tooltip label={t("rejectHint")} keys="⇧ E">
        <Button loading={pending} onClick={() => onReject(mayGoOn)}>
          {t(mayGoOn ? "rejectAndNext" : "reject")}
        </Button>
      </Tooltip>
      {mayGoOn && (
        <Menu
          trigger={
            <Button variant="ghost" size="icon" aria-label={t("stay")} disabled={pending}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => onApprove(false)}>
            <Check aria-hidden /> {t("approveAndStay")}
          </MenuItem>
          <MenuItem onSelect={() => onReject(false)}>
            <X aria-hidden /> {t("rejectAndStay")}
          </MenuItem>
        </Menu>
      )}
    </>
  );
}

function filledIn(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter(
      ([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** Who is asked, who has decided what, and how many approvals it takes. */
export function Seats({ decisions }: { decisions: DecisionsView }) {
  const t = useTranslations("tasks.decide");
  const approvals = decisions.seats.filter(({ decision }) => decision?.verdict === "approve").length;
  return (
    <section aria-label={t("deciders")} className="rounded-lg border">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 border-b px-3 py-2">
        <h2 className="font-medium text-sm">
          {decisions.outcome
            ? t(`outcome.${decisions.outcome}`)
            : t("quorum", { approvals, quorum: decisions.quorum })}
        </h2>
        {decisions.veto && !decisions.outcome && <span className="text-ink-subtle text-xs">{t("veto")}</span>}
      </div>
      <ul className="divide-y">
        {decisions.seats.map(({ label, decision }, index) => (
          <li key={index} className="flex min-h-9 items-center gap-2.5 px-3 py-1.5 text-sm">
            {decision ? (
              decision.verdict === "approve" ? (
                <Check className="size-4 shrink-0 text-ok-ink" aria-hidden />
              ) : (
                <X className="size-4 shrink-0 text-danger-ink" aria-hidden />
              )
            ) : (
              <CircleDashed className="size-4 shrink-0 text-ink-subtle" aria-hidden />
            )}
            <span className="font-medium">{label}</span>
            <span className="wrap-anywhere min-w-0 flex-1 text-ink-muted">
              {decision
                ? t("decided", {
                    verdict: decision.verdict,
                    name: decision.by.name,
                    behalf: decision.onBehalfOf?.name ?? "none",
                  })
                : t("open")}
            </span>
            {decision && <RelativeTime at={decision.at} className="text-ink-subtle text-xs" />}
          </li>
        ))}
      </ul>
    </section>
  );
}
