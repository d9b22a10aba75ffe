import type { useTranslations } from "next-intl";
import type { RunSpan } from "@/server/domain/runs/schema";

type Translate = ReturnType<typeof useTranslations<"runs.spans">>;

const awaited = ["task", "signal", "time", "child", "branches", "first", "event"] as const;

/** What a stretch of time was spent on, in words. */
export function spanWords(
  t: Translate,
  { what, awaits, error }: Pick<RunSpan, "what" | "awaits" | "error">,
): string {
  switch (what) {
    case "queue":
    case "backoff":
    case "stuck":
      return t(what);
    case "execution":
      return t(error ? "failed" : "executed");
    default:
      return t(awaited.find((one) => one === awaits) ?? "waiting");
  }
}
