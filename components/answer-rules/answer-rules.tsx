"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { ListCard } from "@/components/settings/section";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { later } from "@/components/ui/on-demand";
import { inPages, rowsOf } from "@/components/ui/pages";
import { ShowMore } from "@/components/ui/show-more";
import type { AnswerProposal, AnswerRuleView } from "@/server/domain/answer-rules/schema";

const RuleDialog = later(() => import("./rule-dialog").then((module) => module.RuleDialog));
const UsesDialog = later(() => import("./uses-dialog").then((module) => module.UsesDialog));

const tones: Record<AnswerRuleView["state"], Tone> = {
  live: "ok",
  spent: "neutral",
  over: "neutral",
  revoked: "danger",
};

/** Rules that answer by themselves, and the habits that new ones could be made of. */
export function AnswerRules() {
  const t = useTranslations("tasks.rules");
  const admin = useMay("tasks:admin");
  const utils = trpc.useUtils();
  const [proposal, setProposal] = useState<AnswerProposal | null>(null);
  const [shown, setShown] = useState<AnswerRuleView | null>(null);
  const [doomed, setDoomed] = useState<AnswerRuleView | null>(null);
  const query = trpc.answerRule.list.useInfiniteQuery({ limit: 50 }, inPages);
  const rows = rowsOf(query);
  const proposals = trpc.answerRule.proposals.useQuery({}, { enabled: admin });
  const revoke = trpc.answerRule.revoke.useMutation({ onSettled: () => utils.answerRule.invalidate() });
  return (
    <section aria-labelledby="answer-rules" className="flex flex-col gap-4">
      <div>
        <h2 id="answer-rules" className="font-semibold text-lg">
          {t("title")}
        </h2>
        <p className="mt-1 text-ink-muted text-sm">{t("description")}</p>
      </div>
      {(proposals.data?.data ?? []).map((one) => (
        <div
          key={`${one.workflow} ${one.stepId} ${one.condition} ${JSON.stringify(one.answer)}`}
          className="flex flex-wrap items-center gap-3 rounded-lg border border-dashed bg-canvas px-4 py-3 text-sm"
        >
          <div className="min-w-56 flex-1">
            <p>{t("proposal", { times: one.times, workflow: one.workflow, step: one.stepId })}</p>
            <code className="wrap-anywhere text-ink-subtle text-xs">{one.condition}</code>
          </div>
          <Button size="sm" onClick={() => setProposal(one)}>
            {t("makeRule")}
          </Button>
        </div>
      ))}
      <ListCard query={query} what={t("what")}>
        {rows.length === 0 ? (
          <EmptyState kind="empty" title={t("emptyTitle")}>
            {t("emptyText")}
          </EmptyState>
        ) : (
          <ul aria-label={t("title")} className="divide-y">
            {rows.map((rule) => (
              <RuleRow
                key={rule.id}
                rule={rule}
                onShow={() => setShown(rule)}
                onRevoke={admin && rule.state === "live" ? () => setDoomed(rule) : undefined}
              />
            ))}
          </ul>
        )}
      </ListCard>
      <ShowMore query={query} className="" />
      {proposal && <RuleDialog proposal={proposal} onOpenChange={(open) => !open && setProposal(null)} />}
      {shown && <UsesDialog rule={shown} onOpenChange={(open) => !open && setShown(null)} />}
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={(open) => !open && setDoomed(null)}
        title={t("revokeTitle", { workflow: doomed?.workflow ?? "", step: doomed?.stepId ?? "" })}
        action={t("revokeAction")}
        onConfirm={async () => {
          if (doomed) await revoke.mutateAsync({ answerRuleId: doomed.id });
        }}
      >
        {t("revokeText")}
      </ConfirmDialog>
    </section>
  );
}

function RuleRow({
  rule,
  onShow,
  onRevoke,
}: {
  rule: AnswerRuleView;
  onShow: () => void;
  onRevoke: (() => void) | undefined;
}) {
  const t = useTranslations("tasks.rules");
  const format = useFormatter();
  const until = format.dateTime(new Date(rule.endsAt), { dateStyle: "medium" });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
      <div className="wrap-anywhere min-w-56 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium text-sm">
            {rule.workflow} · {rule.stepId}
          </span>
          <Badge tone={tones[rule.state]}>{t(`state.${rule.state}`)}</Badge>
        </div>
        <code className="text-ink-subtle text-xs">{rule.condition}</code>
        <p className="text-ink-subtle text-xs">{t("by", { name: rule.createdBy.name, until })}</p>
      </div>
      <Button size="sm" onClick={onShow}>
        {t("uses", { uses: rule.uses, most: rule.maxUses })}
      </Button>
      {onRevoke && (
        <Button size="sm" variant="ghost" onClick={onRevoke}>
          {t("revoke")}
        </Button>
      )}
    </li>
  );
}
