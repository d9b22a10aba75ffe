"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { ConversationView } from "@/server/domain/conversations/schema";

interface Known {
  name: string;
  email: string;
  phone: string;
  subject: string;
}

const knownOf = ({ participant, subject }: ConversationView): Known => ({
  name: participant.name ?? "",
  email: participant.email ?? "",
  phone: participant.phone ?? "",
  subject: subject ?? "",
});

/** Puts right what is known about the participant, and what it is about. */
export function ParticipantDialog({
  conversation,
  open,
  onOpenChange,
}: {
  conversation: ConversationView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("conversations.edit");
  const common = useTranslations("common");
  const utils = trpc.useUtils();
  const form = useForm<Known>({ defaultValues: knownOf(conversation) });
  const update = trpc.conversation.update.useMutation({
    onSettled: () => utils.conversation.invalidate(),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: as it is when the dialog opens
  useEffect(() => {
    if (open) form.reset(knownOf(conversation));
  }, [open]);
  const save = form.handleSubmit(async ({ subject, ...participant }) => {
    const given = Object.fromEntries(
      Object.entries(participant).map(([name, value]) => [name, value.trim() || null]),
    );
    try {
      await update.mutateAsync({
        conversationId: conversation.id,
        participant: given,
        subject: subject.trim() || null,
      });
      onOpenChange(false);
    } catch (cause) {
      showProblem(form, cause, "participant.");
    }
  });
  const { errors } = form.formState;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{common("cancel")}</Button>
          <Button variant="primary" loading={update.isPending} onClick={() => void save()}>
            {common("save")}
          </Button>
        </>
      }
    >
      <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4 py-1">
        <Field label={t("name")} error={errors.name?.message}>
          <Input {...form.register("name")} autoFocus />
        </Field>
        <Field label={t("email")} error={errors.email?.message}>
          <Input {...form.register("email")} inputMode="email" />
        </Field>
        <Field label={t("phone")} error={errors.phone?.message}>
          <Input {...form.register("phone")} inputMode="tel" />
        </Field>
        <Field label={t("subject")} help={t("subjectHelp")} error={errors.subject?.message}>
          <Input {...form.register("subject")} />
        </Field>
        <FormError message={errors.root?.message} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
