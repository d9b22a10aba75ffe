"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { problemOf } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import type { MessageView } from "@/server/domain/conversations/schema";
import type { FormDefinition, TaskPriority } from "@/server/domain/tasks/schema";

const nobody = "nobody";
const PRIORITIES = ["low", "normal", "high", "urgent"] as const satisfies TaskPriority[];
const FORMS = ["answer", "decision", "done"] as const;
type FormKind = (typeof FORMS)[number];

/** Makes a task of a message: what to do, what is to be answered, and for whom. */
export function CreateTaskDialog({
  conversationId,
  message,
  onClose,
}: {
  conversationId: string;
  message: MessageView | null;
  onClose: () => void;
}) {
  const t = useTranslations("conversations.createTask");
  const common = useTranslations("common");
  const router = useRouter();
  const utils = trpc.useUtils();
  const teams = trpc.team.list.useQuery({}, { enabled: message !== null });
  const [title, setTitle] = useState("");
  const [form, setForm] = useState<FormKind>("answer");
  const [team, setTeam] = useState(nobody);
  const [priority, setPriority] = useState<TaskPriority>("normal");
  const create = trpc.task.create.useMutation({ onSettled: () => utils.task.invalidate() });
  // biome-ignore lint/correctness/useExhaustiveDependencies: as it is when the dialog opens
  useEffect(() => {
    if (!message) return;
    setTitle(titleOf(message.content));
    create.reset();
  }, [message]);
  const fields: Record<FormKind, FormDefinition["fields"]> = {
    answer: { answer: { type: "textarea", label: t("fields.answer"), required: true } },
    decision: {
      approved: { type: "boolean", label: t("fields.approved"), required: true },
      note: { type: "textarea", label: t("fields.note") },
    },
    done: { note: { type: "textarea", label: t("fields.note") } },
  };
  const submit = async () => {
    if (!message || title.trim() === "") return;
    const made = await create.mutateAsync({
      title: title.trim(),
      form: { fields: fields[form] },
      context: { message: message.content, from: message.author.name },
      conversationId,
      priority,
      ...(team === nobody ? {} : { assignTo: { team } }),
    });
    onClose();
    toast.success(t("made"), {
      action: { label: t("open"), onClick: () => router.push(`/tasks/${made.id}`) },
    });
  };
  return (
    <Dialog
      open={message !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            loading={create.isPending}
            disabledReason={title.trim() ? null : t("titleNeeded")}
            onClick={() => submit().catch(() => {})}
          >
            {t("create")}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4 py-1"
        onSubmit={(event) => {
          event.preventDefault();
          submit().catch(() => {});
        }}
      >
        <blockquote className="wrap-anywhere line-clamp-4 border-l-2 pl-3 text-ink-muted text-sm">
          {message?.content}
        </blockquote>
        <Field label={t("what")} required>
          <Input autoFocus value={title} onChange={(event) => setTitle(event.target.value)} maxLength={500} />
        </Field>
        <Field label={t("form")}>
          <Select
            value={form}
            onValueChange={(kind) => setForm(FORMS.find((known) => known === kind) ?? "answer")}
            options={FORMS.map((value) => ({ value, label: t(`forms.${value}`) }))}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("team")}>
            <Select
              value={team}
              onValueChange={setTeam}
              options={[
                { value: nobody, label: t("noTeam") },
                ...(teams.data?.data ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
              ]}
            />
          </Field>
          <Field label={t("priority")}>
            <Select
              value={priority}
              onValueChange={(asked) => setPriority(PRIORITIES.find((known) => known === asked) ?? "normal")}
              options={PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) }))}
            />
          </Field>
        </div>
        <FormError message={create.error ? problemOf(create.error).message : undefined} />
      </form>
    </Dialog>
  );
}

/** The first sentence of a message, if it is not too long. */
function titleOf(words: string): string {
  const line = words.trim().split(/(?<=[.!?])\s|\n/)[0] ?? "";
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
