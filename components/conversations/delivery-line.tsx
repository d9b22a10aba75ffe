"use client";

import { Check, CircleAlert, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { problemOf } from "@/components/ui/problem";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { MessageView } from "@/server/domain/conversations/schema";

/** How a message gets to the participant: on its way, there, or why not, with the way to try again. */
export function DeliveryLine({ message }: { message: MessageView }) {
  const t = useTranslations("conversations.delivery");
  const utils = trpc.useUtils();
  const retry = trpc.conversation.retry.useMutation({
    onError: (error) => toast.error(problemOf(error).message),
    onSettled: () => utils.conversation.invalidate(),
  });
  const { delivery } = message;
  if (!delivery) return null;
  if (delivery.status === "failed") {
    return (
      <p className="flex flex-wrap items-center justify-end gap-x-1.5 text-danger-ink text-xs">
        <CircleAlert className="size-3.5" aria-hidden />
        <span className="wrap-anywhere">{t("failed", { reason: delivery.lastError ?? t("noReason") })}</span>
        <button
          type="button"
          disabled={retry.isPending}
          onClick={() => retry.mutate({ conversationId: message.conversationId, messageId: message.id })}
          className="min-h-6 font-medium underline-offset-2 hover:underline disabled:opacity-55"
        >
          {t("again")}
        </button>
      </p>
    );
  }
  const sent = delivery.status === "sent";
  const Icon = sent ? Check : Clock;
  return (
    <p className="flex items-center gap-1 text-ink-subtle text-xs">
      <Icon className="size-3.5" aria-hidden />
      {sent ? t(`sent.${delivery.via}`) : delivery.attempts > 0 ? t("retrying") : t("queued")}
      {sent && delivery.sentAt && <RelativeTime at={delivery.sentAt} />}
    </p>
  );
}
