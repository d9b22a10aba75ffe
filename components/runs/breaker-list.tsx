"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { type Outputs, trpc } from "@/components/trpc";
import { BackLink } from "@/components/ui/back-link";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ListState } from "@/components/ui/list-state";
import { Countdown, RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";

type Breaker = Outputs["breaker"]["list"]["data"][number];

const tones: Record<Breaker["state"], Tone> = { closed: "ok", open: "danger", half_open: "warn" };

/** The hosts that failed of late: whether calls to them are held back, until when, and how to let them through again. */
export function BreakerList() {
  const t = useTranslations("runs.breakers");
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<Breaker | null>(null);
  const query = trpc.breaker.list.useQuery({}, { refetchInterval: 3_000 });
  const reset = trpc.breaker.reset.useMutation({
    onSuccess: (_answer, { target }) => toast.success(t("done", { target })),
    onSettled: () => utils.breaker.invalidate(),
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-12 items-center gap-3 border-b px-4 py-2">
        <BackLink href="/runs" label={t("back")} />
        <h1 className="font-semibold">{t("title")}</h1>
      </header>
      <ListState
        query={query}
        what={t("what")}
        loading={t("loading")}
        page
        empty={
          query.data?.data.length === 0 && (
            <EmptyState kind="empty" title={t("none")}>
              {t("noneText")}
            </EmptyState>
          )
        }
      >
        <ul aria-label={t("title")} className="min-h-0 flex-1 pb-6 md:overflow-y-auto">
          {query.data?.data.map((breaker) => (
            <BreakerRow key={breaker.target} breaker={breaker} onReset={() => setAsked(breaker)} />
          ))}
        </ul>
      </ListState>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t("resetTitle", { target: asked?.target ?? "" })}
        action={t("reset")}
        onConfirm={async () => asked && reset.mutateAsync({ target: asked.target })}
      >
        {t("resetText")}
      </ConfirmDialog>
    </div>
  );
}

function BreakerRow({ breaker, onReset }: { breaker: Breaker; onReset: () => void }) {
  const t = useTranslations("runs.breakers");
  const may = useMay("admin:settings");
  const { target, state, failures, lastError, openedAt, nextProbeAt, updatedAt } = breaker;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <code className="break-all font-medium">{target}</code>
          <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>
          <span className="text-ink-subtle text-xs">{t("failures", { count: failures })}</span>
        </p>
        {lastError && <p className="break-words text-ink-muted text-xs">{lastError}</p>}
      </div>
      <span className="text-ink-muted text-xs">
        {state === "open" && nextProbeAt ? (
          <>
            {t("tries")} <Countdown dueAt={nextProbeAt} since={openedAt ?? updatedAt} />
          </>
        ) : (
          <RelativeTime ago at={updatedAt} />
        )}
      </span>
      {state !== "closed" && (
        <Button size="sm" disabledReason={may ? null : t("mayNot")} onClick={onReset}>
          {t("reset")}
        </Button>
      )}
    </li>
  );
}
