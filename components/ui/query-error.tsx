import { useTranslations } from "next-intl";
import { Button } from "./button";
import { EmptyState } from "./empty-state";
import { problemOf } from "./problem";

/** Why something could not be loaded: no permission, no such thing, or an error one can retry. */
export function QueryError({
  error,
  what,
  onRetry,
  page,
}: {
  error: unknown;
  what: string;
  onRetry: () => void;
  /** It is all that the page shows. */
  page?: boolean;
}) {
  const t = useTranslations("common");
  const problem = problemOf(error);
  if (problem.status === 403) {
    return (
      <EmptyState page={page} kind="forbidden" title={t("queryError.forbidden", { what })}>
        {problem.message}
      </EmptyState>
    );
  }
  if (problem.status === 404 || problem.status === 422) {
    return (
      <EmptyState page={page} kind="noMatch" title={t("queryError.nothing")}>
        {problem.status === 404 ? problem.message : t("queryError.mistyped")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      page={page}
      kind="error"
      title={t("queryError.failed", { what })}
      action={<Button onClick={onRetry}>{t("retry")}</Button>}
    >
      {problem.message}
    </EmptyState>
  );
}
