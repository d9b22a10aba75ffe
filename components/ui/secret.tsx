import { useTranslations } from "next-intl";
import { CopyButton } from "./copy-button";

/** A text that is shown this once, to be copied; null when it was lost on the way, since nobody has it any more. */
export function Secret({ label, text }: { label: string; text: string | null }) {
  const t = useTranslations("common");
  if (text === null) {
    return (
      <p role="alert" className="text-sm text-warn-ink">
        {t("secretLost", { what: label })}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between">
        <span className="font-medium text-sm">{label}</span>
        <CopyButton text={text} label={label} />
      </div>
      <pre className="whitespace-pre-wrap break-all rounded-md border bg-canvas p-3 font-mono text-xs">
        {text}
      </pre>
    </div>
  );
}
