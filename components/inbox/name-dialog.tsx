"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CheckboxRow } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { problemOf } from "@/components/ui/problem";

/** Asks for a view's name and, where it is new, whether others shall see it. */
export function NameDialog({
  title,
  action,
  name: before = "",
  mayShare = false,
  onClose,
  onSave,
}: {
  title: string;
  action: string;
  name?: string;
  mayShare?: boolean;
  onClose: () => void;
  onSave: (view: { name: string; shared: boolean }) => Promise<unknown>;
}) {
  const t = useTranslations("inbox.saved");
  const [name, setName] = useState(before);
  const [shared, setShared] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    setPending(true);
    try {
      await onSave({ name: name.trim(), shared });
      onClose();
    } catch (error) {
      setProblem(problemOf(error).message);
      setPending(false);
    }
  };
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      action={action}
      pending={pending}
      whyNot={name.trim() ? null : t("nameNeeded")}
      problem={problem}
      onSubmit={() => name.trim() && save()}
    >
      <Field label={t("name")}>
        <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      </Field>
      {mayShare && (
        <CheckboxRow
          label={t("shareToo")}
          checked={shared}
          onCheckedChange={(checked) => setShared(checked === true)}
        />
      )}
    </FormDialog>
  );
}
