"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { MIN_PASSWORD } from "@/server/domain/account/schema";
import { PasswordInput } from "./password-input";
import { passwordStrength } from "./password-strength";

const bars = ["bg-pressed", "bg-danger-ink", "bg-warn-ink", "bg-ok-ink"];

/** What a form asks of a password to be set. */
export function usePasswordRules() {
  const t = useTranslations("public.password");
  return {
    required: t("choose"),
    minLength: { value: MIN_PASSWORD, message: t("tooShort", { count: MIN_PASSWORD }) },
  };
}

/** A password to be set, with a hint at how good it is. */
export function NewPassword({
  label,
  value,
  error,
  ...props
}: { label?: string; value: string; error: string | undefined } & ComponentProps<"input">) {
  const t = useTranslations("public");
  const { level, hint, count } = passwordStrength(value);
  return (
    <Field
      label={label ?? t("signIn.password")}
      error={error}
      help={
        <span className="flex items-center gap-2">
          <span aria-hidden className="flex gap-1">
            {[1, 2, 3].map((bar) => (
              <span
                key={bar}
                className={cn("h-1 w-5 rounded-full", bar <= level ? bars[level] : "bg-pressed")}
              />
            ))}
          </span>
          {t(`password.hints.${hint}`, { count })}
        </span>
      }
    >
      <PasswordInput autoComplete="new-password" {...props} />
    </Field>
  );
}
