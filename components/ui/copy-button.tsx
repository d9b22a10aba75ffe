"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button";

/** Copies `text` and says that it did. `label` names what is copied. */
export function CopyButton({ text, label, compact }: { text: string; label: string; compact?: boolean }) {
  const t = useTranslations("common.copy");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await writeToClipboard(text);
    setCopied(true);
  };
  return (
    <Button
      size={compact ? "icon" : "sm"}
      variant={compact ? "ghost" : "secondary"}
      className={compact ? "size-7" : undefined}
      aria-label={t(copied ? "copiedWhat" : "copyWhat", { what: label })}
      onClick={copy}
    >
      {copied ? <Check className="text-ok-ink" aria-hidden /> : <Copy aria-hidden />}
      {!compact && (copied ? t("copied") : t("copy"))}
      <span role="status" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </Button>
  );
}

/** The clipboard API needs https or localhost; a selection works everywhere else. */
async function writeToClipboard(text: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
