import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AnswerRules } from "@/components/answer-rules/answer-rules";
import { CannedAnswers } from "@/components/canned-answers/canned-answers";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tasks.cannedSettings");
  return { title: t("title") };
}

export default async function Page() {
  await requireActor("/settings/answers");
  const state = await prefetch((q) => [
    q.cannedAnswer.list.prefetch({}),
    q.answerRule.list.prefetchInfinite({ limit: 50 }),
  ]);
  return (
    <HydrationBoundary state={state}>
      <div className="flex flex-col gap-10">
        <CannedAnswers />
        <AnswerRules />
      </div>
    </HydrationBoundary>
  );
}
