"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { Input } from "@/components/ui/input";

/** A password that can be looked at while it is typed. */
export function PasswordInput(props: ComponentProps<"input">) {
  const t = useTranslations("public.password");
  const [visible, setVisible] = useState(false);
  const Icon = visible ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input {...props} type={visible ? "text" : "password"} className="pr-10" />
      <button
        type="button"
        aria-label={visible ? t("hide") : t("show")}
        aria-pressed={visible}
        onClick={() => setVisible(!visible)}
        className="absolute top-1 right-1 flex size-7 items-center justify-center rounded-sm text-ink-subtle hover:text-ink"
      >
        <Icon className="size-4" aria-hidden />
      </button>
    </div>
  );
}
