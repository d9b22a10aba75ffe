import { useTranslations } from "next-intl";

/** A JSON value as a person reads it: words and numbers plainly, structures as indented text. */
export function JsonValue({ value }: { value: unknown }) {
  const t = useTranslations("common");
  if (value === null || value === undefined || value === "")
    return <span className="text-ink-subtle">—</span>;
  if (typeof value === "boolean") return <>{t(value ? "yes" : "no")}</>;
  if (typeof value === "number") return <span className="tabular">{value}</span>;
  if (typeof value === "string")
    return (
      <span dir="auto" className="whitespace-pre-wrap break-words">
        {value}
      </span>
    );
  if (Array.isArray(value) && value.every((item) => typeof item === "string" || typeof item === "number")) {
    return <>{value.join(", ")}</>;
  }
  return <JsonBlock value={value} />;
}

/** JSON as it is, for those who know what it means. */
export function JsonBlock({ value }: { value: unknown }) {
  return (
    <pre className="max-h-96 overflow-auto whitespace-pre-wrap break-words rounded-md border bg-canvas p-3 font-mono text-xs">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}

/** A field's name as words: `shouldFollowUp` is "Should follow up". */
export function wordsOf(name: string): string {
  const words = name
    .replace(/[_-]+/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
