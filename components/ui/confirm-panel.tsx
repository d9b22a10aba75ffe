"use client";

import * as Radix from "@radix-ui/react-alert-dialog";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { overlayClasses, panelClasses } from "./dialog";
import { problemOf } from "./problem";

/**
 * Asks before something that cannot be taken back. The title names the thing; the button says the act.
 * Stays open while `onConfirm` runs and shows why when it fails.
 */
export function ConfirmPanel({
  open,
  onOpenChange,
  title,
  children,
  action,
  keep,
  onConfirm,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  action: string;
  /** What not doing it is called, where that says more than "Keep". */
  keep?: string;
  onConfirm: () => Promise<unknown>;
}) {
  const t = useTranslations("common");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const confirm = async () => {
    setPending(true);
    setError(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (cause) {
      setError(problemOf(cause).message);
    } finally {
      setPending(false);
    }
  };
  return (
    <Radix.Root
      open={open}
      onOpenChange={(next) => {
        setError(null);
        onOpenChange(next);
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className={overlayClasses} />
        <Radix.Content className={cn(panelClasses, "gap-3 p-5 sm:max-w-md")}>
          <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="text-ink-muted text-sm">{children}</div>
          </Radix.Description>
          {error && (
            <p role="alert" className="text-danger-ink text-sm">
              {error}
            </p>
          )}
          <div className="mt-2 flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>{keep ?? t("keep")}</Button>
            </Radix.Cancel>
            <Button variant="danger" loading={pending} onClick={confirm}>
              {action}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
