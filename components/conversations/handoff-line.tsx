"use client";

import { Bot, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/time";
import type { ConversationView } from "@/server/domain/conversations/schema";

/** Who answers here, and since when. */
export function HandoffLine({
  conversation: { handoff, status },
  meId,
}: {
  conversation: ConversationView;
  meId: string | undefined;
}) {
  const t = useTranslations("conversations.handoff");
  if (status !== "active") return null;
  const person = handoff.state === "human";
  const Icon = person ? UserRound : Bot;
  return (
    <p
      role="status"
      className={cn(
        "flex items-center gap-2 border-b px-4 py-1.5 text-xs",
        person ? "bg-accent-soft text-accent-ink" : "bg-surface text-ink-muted",
      )}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {!person
        ? t("ai")
        : handoff.by?.id === meId
          ? t("you")
          : t("person", { name: handoff.by?.name ?? t("somebody") })}
      {handoff.since && <RelativeTime ago at={handoff.since} className="ml-auto" />}
    </p>
  );
}
