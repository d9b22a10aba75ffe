"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTeams } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input, Textarea } from "@/components/ui/input";
import { problemOf } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useZone } from "@/components/ui/zone";
import type { FormDefinition } from "@/server/domain/forms/schema";
import type { TaskPriority } from "@/server/domain/tasks/schema";
import { DueHint } from "./due-hint";
import {
  DUES,
  FORM_KINDS,
  type FormKind,
  type NewTaskValues,
  taskOf,
  teamAsked,
  whyNoTask,
  withForm,
} from "./new-task";
import { useTargets } from "./use-targets";

const PRIORITIES = ["low", "normal", "high", "urgent"] as const satisfies TaskPriority[];

/** What somebody wrote that the task is to be about. */
interface Message {
  conversationId: string;
  content: string;
  from: string;
}

/** Makes a task by hand: what to do, what is to be answered, by whom and until when. */
export default function NewTaskDialog({ about, onClose }: { about?: Message; onClose: () => void }) {
  const t = useTranslations("tasks.new");
  const common = useTranslations("common");
  const router = useRouter();
  const utils = trpc.useUtils();
  const forms = useForms();
  const timeZone = useZone();
  const [values, setValues] = useState<NewTaskValues>({
    title: about ? titleOf(about.content) : "",
    details: "",
    form: "answer",
    to: "usual",
    priority: "normal",
    due: "usual",
    dueAt: "",
    timeZone,
  });
  const create = trpc.task.create.useMutation({
    onSettled: () => Promise.all([utils.task.invalidate(), utils.inbox.invalidate()]),
  });
  const [tried, setTried] = useState(false);
  const whyNot = whyNoTask(values, Date.now());
  const submit = async () => {
    setTried(true);
    if (whyNot) return;
    const made = await create.mutateAsync({
      ...taskOf(values, forms, Date.now()),
      ...(about
        ? {
            context: { message: about.content, from: about.from },
            conversationId: about.conversationId,
          }
        : {}),
    });
    onClose();
    toast.success(t("made", { title: made.title }), {
      action: { label: t("open"), onClick: () => router.push(`/tasks/${made.id}`) },
    });
  };
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      beside={<Button onClick={onClose}>{common("cancel")}</Button>}
      action={t("create")}
      pending={create.isPending}
      problem={create.error ? problemOf(create.error).message : undefined}
      onSubmit={() => submit().catch(() => {})}
    >
      {about && (
        <blockquote className="wrap-anywhere line-clamp-4 border-l-2 pl-3 text-ink-muted text-sm">
          {about.content}
        </blockquote>
      )}
      <Fields
        values={values}
        whyNot={tried ? whyNot : null}
        onChange={(change) => setValues((before) => ({ ...before, ...change }))}
      />
    </FormDialog>
  );
}

function Fields({
  values,
  whyNot,
  onChange,
}: {
  values: NewTaskValues;
  whyNot: ReturnType<typeof whyNoTask>;
  onChange: (change: Partial<NewTaskValues>) => void;
}) {
  const t = useTranslations("tasks.new");
  const templates = trpc.template.list.useQuery({ limit: 200 }).data?.data ?? [];
  const targets = useTargets(true);
  const template = templates.find(({ id }) => id === values.form);
  const usual = useUsual(template?.team);
  return (
    <>
      <Field label={t("what")} required error={whyNot === "title" ? t("titleNeeded") : null}>
        <Input
          autoFocus
          value={values.title}
          onChange={(event) => onChange({ title: event.target.value })}
          maxLength={500}
        />
      </Field>
      <Field label={t("form")}>
        <Select
          value={values.form}
          onValueChange={(form) => onChange(withForm(values, form, templates))}
          options={[
            ...FORM_KINDS.map((value) => ({ value, label: t(`forms.${value}`) })),
            ...templates.map(({ id, name }) => ({ value: id, label: name, hint: t("template") })),
          ]}
        />
      </Field>
      <Field label={t("details")} optional>
        <Textarea
          rows={2}
          className="min-h-14"
          value={values.details}
          onChange={(event) => onChange({ details: event.target.value })}
          maxLength={10_000}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("to")}>
          <Select
            value={values.to}
            onValueChange={(to) => onChange({ to })}
            options={[
              { value: "usual", label: usual.label, hint: usual.hint },
              ...targets.map(({ key, name, hint }) => ({ value: key, label: name, hint })),
            ]}
          />
        </Field>
        <Field label={t("priority")}>
          <Select
            value={values.priority}
            onValueChange={(asked) =>
              onChange({ priority: PRIORITIES.find((known) => known === asked) ?? "normal" })
            }
            options={PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) }))}
          />
        </Field>
        <Field label={t("due")}>
          <Select
            value={values.due}
            onValueChange={(asked) => onChange({ due: DUES.find((known) => known === asked) ?? "usual" })}
            options={DUES.map((value) => ({ value, label: t(`dues.${value}`) }))}
          />
        </Field>
        {values.due === "at" && (
          <Field
            label={t("dueAt")}
            error={whyNot === "dueAt" ? t("dueNeeded") : whyNot === "past" ? t("past") : null}
          >
            <Input
              type="datetime-local"
              value={values.dueAt}
              onChange={(event) => onChange({ dueAt: event.target.value })}
            />
          </Field>
        )}
      </div>
      <DueHint values={values} template={template?.sla} team={teamAsked(values.to, usual.team)} />
    </>
  );
}

/** To whom it goes when nobody says: the template's team, the workspace's, or nobody yet. */
function useUsual(ofTemplate: { id: string; name: string } | null | undefined): {
  label: string;
  hint?: string;
  team?: string;
} {
  const t = useTranslations("tasks.new");
  const ofWorkspace = trpc.tenant.get.useQuery().data?.defaults.teamId;
  const teams = useTeams().rows;
  if (ofTemplate) return { label: ofTemplate.name, hint: t("asTemplate"), team: ofTemplate.id };
  const team = teams.find(({ id }) => id === ofWorkspace);
  return team ? { label: team.name, hint: t("asWorkspace"), team: team.id } : { label: t("nobody") };
}

function useForms(): Record<FormKind, FormDefinition["fields"]> {
  const t = useTranslations("tasks.new.fields");
  return {
    answer: { answer: { type: "textarea", label: t("answer"), required: true } },
    decision: {
      approved: { type: "boolean", label: t("approved"), required: true },
      note: { type: "textarea", label: t("note") },
    },
    done: { note: { type: "textarea", label: t("note") } },
  };
}

/** The first sentence of a message, if it is not too long. */
function titleOf(words: string): string {
  const line = words.trim().split(/(?<=[.!?])\s|\n/)[0] ?? "";
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
