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
  const problem = problemOf(error);
  if (problem.status === 403) {
    return (
      <EmptyState page={page} kind="forbidden" title={`You may not see ${what}`}>
        {problem.message}
      </EmptyState>
    );
  }
  if (problem.status === 404 || problem.status === 422) {
    return (
      <EmptyState page={page} kind="noMatch" title="Nothing here">
        {problem.status === 404 ? problem.message : "The address may be mistyped."}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      page={page}
      kind="error"
      title={`Could not load ${what}`}
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      {problem.message}
    </EmptyState>
  );
}
