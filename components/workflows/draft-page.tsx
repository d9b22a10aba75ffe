"use client";

import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { problemOf } from "@/components/ui/problem";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { DraftEditor } from "./draft-editor";

/** What is being worked on of a workflow; of one that is published and has no draft, what a draft would begin with. */
export function DraftPage({ name }: { name: string }) {
  const t = useTranslations("workflows.draft");
  const draft = trpc.workflow.draft.useQuery({ name }, { retry: false, refetchOnWindowFocus: false });
  const published = trpc.workflow.get.useQuery({ name }, { retry: false });
  const isNone = (error: unknown) => problemOf(error).status === 404;
  for (const query of [draft, published]) {
    if (query.isError && !isNone(query.error))
      return <QueryError error={query.error} page what={t("what")} onRetry={() => query.refetch()} />;
  }
  // What was not found once is asked for again after each change, and the page stays as it is meanwhile.
  const isNew = [draft, published].some((query) => query.isPending && query.errorUpdateCount === 0);
  const isNothing = !draft.data && !published.data;
  if (isNew || (isNothing && (draft.isPending || published.isPending)))
    return <SkeletonRows label={t("loading")} />;
  if (isNothing)
    return <QueryError error={published.error} page what={t("what")} onRetry={() => published.refetch()} />;
  return (
    <DraftEditor
      // What was discarded or published is not what is typed any more.
      key={draft.data ? "draft" : `v${published.data?.version}`}
      name={name}
      draft={draft.data ?? null}
      published={published.data ?? null}
    />
  );
}
