"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { inPages, rowsOf } from "@/components/ui/pages";
import { problemOf } from "@/components/ui/problem";
import { QueryError } from "@/components/ui/query-error";
import { ShowMore } from "@/components/ui/show-more";
import { SkeletonRows } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { AnswerRuleView } from "@/server/domain/answer-rules/schema";

/** Every answer that a rule gave, to be looked at again. A wrong one leads to its run, where it can be repeated. */
export function UsesDialog({
  rule,
  onOpenChange,
}: {
  rule: AnswerRuleView;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("tasks.rules");
  const common = useTranslations("common");
  const admin = useMay("tasks:admin");
  const utils = trpc.useUtils();
  const query = trpc.answerRule.uses.useInfiniteQuery({ answerRuleId: rule.id, limit: 50 }, inPages);
  const uses = rowsOf(query);
  const review = trpc.answerRule.review.useMutation({
    onError: (error) => toast.error(problemOf(error).message),
    onSettled: () => utils.answerRule.uses.invalidate(),
  });
  return (
    <Dialog
      open
      wide
      onOpenChange={onOpenChange}
      title={t("usesTitle")}
      description={t("usesText")}
      footer={<Button onClick={() => onOpenChange(false)}>{common("close")}</Button>}
    >
      {query.data ? (
        <ul className="divide-y">
          {uses.map(({ id, taskId, title, runId, at, verdict }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
              <Link href={`/tasks/${taskId}`} className="min-w-40 flex-1 truncate hover:underline">
                {title}
              </Link>
              <RelativeTime at={at} className="text-ink-subtle text-xs" />
              {verdict && <Badge tone={verdict === "right" ? "ok" : "danger"}>{t(verdict)}</Badge>}
              {verdict === "wrong" && runId && (
                <Link href={`/runs/${runId}`} className="text-accent-ink text-xs hover:underline">
                  {t("repeat")}
                </Link>
              )}
              {admin && !verdict && (
                <span className="flex gap-1">
                  {(["right", "wrong"] as const).map((word) => (
                    <Button
                      key={word}
                      size="sm"
                      variant="ghost"
                      aria-label={t("judge", { word, title })}
                      onClick={() => review.mutate({ answerRuleId: rule.id, useId: id, verdict: word })}
                    >
                      {t(word)}
                    </Button>
                  ))}
                </span>
              )}
            </li>
          ))}
          {uses.length === 0 && <li className="py-8 text-center text-ink-subtle text-sm">{t("unused")}</li>}
          {query.hasNextPage && (
            <li>
              <ShowMore query={query} />
            </li>
          )}
        </ul>
      ) : query.isError ? (
        <QueryError error={query.error} what={t("what")} onRetry={() => query.refetch()} />
      ) : (
        <SkeletonRows rows={3} label={common("loading")} />
      )}
    </Dialog>
  );
}
