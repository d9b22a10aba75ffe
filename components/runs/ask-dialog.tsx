"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormDialog } from "@/components/ui/form-dialog";
import { problemOf } from "@/components/ui/problem";

/** Asks before something that a person wants done, with what it needs to know. Stays open and says why when it fails. */
export function AskDialog({
  title,
  description,
  action,
  onClose,
  onSubmit,
  children,
}: {
  title: string;
  description: string;
  action: string;
  onClose: () => void;
  /** Null when something is still to be put right in the form. */
  onSubmit: () => Promise<unknown> | null;
  children?: ReactNode;
}) {
  const t = useTranslations("runs");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    const work = onSubmit();
    setProblem(undefined);
    if (!work) return;
    setPending(true);
    try {
      await work;
      onClose();
    } catch (cause) {
      const { message, errors } = problemOf(cause);
      setProblem([message, ...errors.map((error) => `${error.path}: ${error.message}`)].join(" "));
    } finally {
      setPending(false);
    }
  };
  return (
    <FormDialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      beside={<Button onClick={onClose}>{t("close")}</Button>}
      action={action}
      pending={pending}
      problem={problem}
      onSubmit={submit}
    >
      {children}
    </FormDialog>
  );
}
