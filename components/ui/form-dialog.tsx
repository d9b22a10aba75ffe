"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, type FormEvent, type ReactNode, useId } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { FormError } from "./form";

type Props = Omit<ComponentProps<typeof Dialog>, "footer" | "deliberate" | "children"> & {
  /** Its fields. */
  children?: ReactNode;
  /** What the button says that sends it. */
  action: string;
  pending: boolean;
  /** Why it can't be sent yet. */
  whyNot?: string | null;
  /** What went wrong that belongs to no field. */
  problem: string | undefined;
  onSubmit: (event: FormEvent) => unknown;
  /** Buttons before the one that sends it. */
  beside?: ReactNode;
  /** What came of it and is shown this once, in the form's place; only its buttons close it then. */
  made?: ReactNode;
};

/** A dialog that is a form: its fields, what went wrong with the whole of it, and the button that sends it. */
export function FormDialog(props: Props) {
  const { action, pending, whyNot = null, problem, onSubmit, beside, made, children, ...dialog } = props;
  const t = useTranslations("common");
  const id = useId();
  if (made) {
    const close = (
      <Button variant="primary" onClick={() => dialog.onOpenChange(false)}>
        {t("done")}
      </Button>
    );
    return (
      <Dialog {...dialog} deliberate footer={close}>
        {made}
      </Dialog>
    );
  }
  return (
    <Dialog
      {...dialog}
      footer={
        <>
          {beside}
          <Button variant="primary" type="submit" form={id} loading={pending} disabledReason={whyNot}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className="flex flex-col gap-4 pb-1"
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit(event);
        }}
      >
        {children}
        <FormError message={problem} />
      </form>
    </Dialog>
  );
}
