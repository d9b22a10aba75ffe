import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Outputs } from "@/components/trpc";

type Check = Outputs["workflow"]["check"];

/** What keeps a definition from being published, and what is odd about it. */
export function DraftProblems({ check, isBroken }: { check: Check | undefined; isBroken: boolean }) {
  const t = useTranslations("workflows.draft");
  if (isBroken || !check)
    return <p className="text-ink-subtle text-sm">{isBroken ? t("noJson") : t("checking")}</p>;
  const { problems, warnings } = check;
  if (problems.length + warnings.length === 0)
    return (
      <p className="flex items-center gap-2 text-ok-ink text-sm">
        <CircleCheck className="size-4 shrink-0" aria-hidden />
        {t("fine")}
      </p>
    );
  return (
    <ul aria-label={t("found")} className="divide-y rounded-lg border">
      {problems.map((problem) => (
        <Problem key={`${problem.path} ${problem.message}`} {...problem} />
      ))}
      {warnings.map((warning) => (
        <Problem key={`${warning.path} ${warning.message}`} {...warning} isWarning />
      ))}
    </ul>
  );
}

function Problem({ path, message, isWarning }: { path: string; message: string; isWarning?: boolean }) {
  const t = useTranslations("workflows.draft");
  const Icon = isWarning ? TriangleAlert : CircleAlert;
  return (
    <li className="flex items-start gap-2.5 px-3 py-2 text-sm">
      <Icon
        className={`mt-0.5 size-4 shrink-0 ${isWarning ? "text-warn-ink" : "text-danger-ink"}`}
        aria-label={isWarning ? t("warning") : t("problem")}
      />
      <span className="min-w-0">
        <code className="block break-all text-ink-subtle text-xs">{path || t("whole")}</code>
        <span className="break-words">{message}</span>
      </span>
    </li>
  );
}
