"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Outputs, trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useTimeWords } from "@/components/ui/time-words";
import { toast } from "@/components/ui/toast";
import { deviceOf } from "./device";
import { ListCard, Section } from "./section";

type Session = Outputs["account"]["sessions"]["data"][number];

/** Every device one is signed in on, with a way to sign each of the others out, or all of them. */
export function Sessions() {
  const t = useTranslations("settings.security");
  const utils = trpc.useUtils();
  const query = trpc.account.sessions.useQuery({});
  const [ending, setEnding] = useState<Session | "others" | null>(null);
  const callbacks = {
    onSuccess: ({ revoked }: { revoked: number }) => void toast.success(t("ended", { count: revoked })),
    onSettled: () => utils.account.sessions.invalidate(),
  };
  const end = trpc.account.revokeSession.useMutation(callbacks);
  const endOthers = trpc.account.revokeOtherSessions.useMutation(callbacks);
  const nameOf = useDeviceName();
  const others = query.data?.data.filter(({ current }) => !current).length ?? 0;
  return (
    <Section title={t("sessions")} wide>
      <ListCard query={query} what={t("what")}>
        <ul className="divide-y">
          {query.data?.data.map((session) => (
            <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />
          ))}
        </ul>
      </ListCard>
      {others > 0 && (
        <div>
          <Button onClick={() => setEnding("others")}>{t("endOthers")}</Button>
        </div>
      )}
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={
          ending === "others"
            ? t("endOthersTitle", { count: others })
            : t("endTitle", { device: nameOf(ending?.userAgent ?? null) })
        }
        action={t("end")}
        onConfirm={async () => {
          if (ending === "others") await endOthers.mutateAsync({});
          else if (ending) await end.mutateAsync({ sessionId: ending.id });
        }}
      >
        {t("endText")}
      </ConfirmDialog>
    </Section>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const t = useTranslations("settings.security");
  const words = useTimeWords();
  const ago = useNow((now) => words.ago(now - Date.parse(session.lastSeenAt)));
  const name = useDeviceName()(session.userAgent);
  const { system } = deviceOf(session.userAgent);
  const Icon = system === "iOS" || system === "Android" ? Smartphone : Monitor;
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2">
      <Icon className="size-4 shrink-0 text-ink-subtle" aria-hidden />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 font-medium text-sm">
          {name}
          {session.current && <Badge tone="ok">{t("thisDevice")}</Badge>}
        </div>
        <div className="text-ink-subtle text-xs">
          {t("lastSeen", { ago })} · {t("since", { at: words.exact(session.createdAt) })}
        </div>
      </div>
      {!session.current && (
        <Button size="sm" variant="ghost" aria-label={t("endNamed", { device: name })} onClick={onEnd}>
          {t("end")}
        </Button>
      )}
    </li>
  );
}

/** What a device is called. */
function useDeviceName() {
  const t = useTranslations("settings.security");
  return (userAgent: string | null) => {
    const { browser, system } = deviceOf(userAgent);
    if (!browser && !system) return t("unknown");
    return t("device", { browser: browser ?? t("otherBrowser"), system: system ?? t("otherSystem") });
  };
}
