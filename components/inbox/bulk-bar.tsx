"use client";

import { AlarmClock, ArrowUp, Ban, Hand, Undo2, UserRoundPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ACTIONS, keyCaps } from "@/components/shell/actions";
import { useMay } from "@/components/shell/me";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

// What comes of it is wanted soon after, and comes along.
export { BulkProgress } from "./bulk-progress";

type Ask = "reassign" | "priority" | "snooze" | "cancel";

/** What can be done with what is selected; over the list's foot, where it covers nothing. */
export function BulkBar({
  count,
  everything,
  mayTakeAll,
  onAll,
  onClear,
  onClaim,
  onRelease,
  onAsk,
}: {
  count: number;
  /** All that the filters mean is selected, not only what was loaded. */
  everything: boolean;
  mayTakeAll: boolean;
  onAll: () => void;
  onClear: () => void;
  onClaim: () => void;
  onRelease: () => void;
  onAsk: (what: Ask) => void;
}) {
  const t = useTranslations("inbox.selection");
  const may = useMay("tasks:write");
  return (
    <section aria-label={t("title")} className="@container border-t bg-raised shadow-lg">
      <div className="flex min-h-12 flex-wrap items-center gap-1.5 px-3 py-1.5">
        <span role="status" className="mr-1 whitespace-nowrap font-medium text-sm">
          {everything ? t("everything") : t("count", { count })}
        </span>
        {mayTakeAll && !everything && (
          <Button variant="ghost" size="sm" onClick={onAll}>
            {t("takeAll")}
          </Button>
        )}
        <div className="ml-auto flex flex-wrap items-center gap-1.5">
          {may ? (
            <>
              <Do name="claim" icon={<Hand aria-hidden />} onClick={onClaim} />
              <Do name="release" icon={<Undo2 aria-hidden />} onClick={onRelease} />
              <Do name="reassign" icon={<UserRoundPlus aria-hidden />} onClick={() => onAsk("reassign")} />
              <Do name="priority" icon={<ArrowUp aria-hidden />} onClick={() => onAsk("priority")} />
              <Do name="snooze" icon={<AlarmClock aria-hidden />} onClick={() => onAsk("snooze")} />
              <Do name="cancel" icon={<Ban aria-hidden />} onClick={() => onAsk("cancel")} />
            </>
          ) : (
            <p className="text-ink-muted text-sm">{t("lookOnly")}</p>
          )}
          <Button variant="ghost" size="icon" aria-label={t("clear")} onClick={onClear}>
            <X aria-hidden />
          </Button>
        </div>
      </div>
    </section>
  );
}

function Do({
  name,
  icon,
  onClick,
}: {
  name: Ask | "claim" | "release";
  icon: ReactNode;
  onClick: () => void;
}) {
  const t = useTranslations("inbox.selection");
  return (
    <Tooltip label={t(name)} keys={keyCaps(ACTIONS.inbox[name], null).join("").toUpperCase()}>
      <Button size="sm" onClick={onClick} aria-label={t(name)}>
        {icon}
        <span className="@max-3xl:hidden">{t(name)}</span>
      </Button>
    </Tooltip>
  );
}
