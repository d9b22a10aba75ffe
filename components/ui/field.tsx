"use client";

import * as Label from "@radix-ui/react-label";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useId } from "react";
import { cn } from "./cn";

type Wiring = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean };
const FieldContext = createContext<Wiring | null>(null);

/** The attributes a control inside a <Field> carries: its id, its description, whether it is invalid. */
export function useFieldControl(): Record<string, string | boolean | undefined> {
  const field = useContext(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}

/** Label, control, help and error as one unit, wired for screen readers. */
export function Field({
  label,
  help,
  error,
  required,
  optional,
  layout = "stacked",
  className,
  children,
}: {
  label: string;
  help?: ReactNode;
  error?: string | null | undefined;
  required?: boolean;
  /** Marks the field as optional in words: for forms where most fields are required. */
  optional?: boolean;
  /** `inline` puts the control before its label: checkboxes and switches. */
  layout?: "stacked" | "inline";
  className?: string;
  children: ReactNode;
}) {
  const t = useTranslations("common");
  const id = useId();
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  const describedBy = [help ? helpId : null, error ? errorId : null].filter(Boolean).join(" ") || undefined;
  const label_ = (
    <Label.Root
      htmlFor={id}
      className={cn(
        "wrap-anywhere min-w-0 text-sm",
        layout === "stacked" ? "font-medium" : "py-0.5 peer-disabled:text-ink-subtle",
      )}
    >
      {label}
      {optional && <span className="ml-1.5 font-normal text-ink-subtle text-xs">{t("optional")}</span>}
      {required && (
        <span aria-hidden className="ml-0.5 text-danger-ink">
          *
        </span>
      )}
    </Label.Root>
  );
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error), required: Boolean(required) }}>
      <div className={cn("flex flex-col gap-1.5", className)}>
        {layout === "inline" ? (
          <div className="flex min-h-6 items-start gap-2.5">
            {children}
            {label_}
          </div>
        ) : (
          <>
            {label_}
            {children}
          </>
        )}
        {help && (
          <p id={helpId} className="wrap-anywhere text-ink-subtle text-xs">
            {help}
          </p>
        )}
        {error && (
          <p id={errorId} className="flex items-start gap-1.5 text-danger-ink text-xs">
            <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
            <span className="wrap-anywhere min-w-0">{error}</span>
          </p>
        )}
      </div>
    </FieldContext>
  );
}

/** A group of controls under one legend, with the same help and error places as a Field. */
export function FieldGroup({
  legend,
  help,
  error,
  required,
  children,
}: {
  legend: string;
  help?: string | undefined;
  error?: string | null | undefined;
  required?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="wrap-anywhere mb-1 max-w-full font-medium text-sm">
        {legend}
        {required && (
          <span aria-hidden className="ml-0.5 text-danger-ink">
            *
          </span>
        )}
      </legend>
      {children}
      {help && <p className="wrap-anywhere text-ink-subtle text-xs">{help}</p>}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-danger-ink text-xs">
          <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
          {error}
        </p>
      )}
    </fieldset>
  );
}
