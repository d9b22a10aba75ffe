"use client";

import { useTranslations } from "next-intl";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Checkbox } from "@/components/ui/checkbox";
import { PageHeader } from "@/components/ui/page-header";
import { problemOf } from "@/components/ui/problem";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { type MutedNotices, NOTICE_KINDS, type NoticeKind } from "@/server/domain/notifications/schema";
import { ListCard } from "./section";

const channels = ["dashboard", "email"] as const;

/** Which notifications come, and where; each tick takes effect at once. */
export function NotificationSettings({ mails }: { mails: boolean }) {
  const t = useTranslations("settings.notices");
  const me = useMe();
  const utils = trpc.useUtils();
  const query = trpc.notification.preferences.useQuery({});
  const save = trpc.notification.setPreferences.useMutation({
    onMutate: async (change) => {
      await utils.notification.preferences.cancel();
      const before = utils.notification.preferences.getData({});
      if (before) utils.notification.preferences.setData({}, { ...before, ...change } as MutedNotices);
      return { before };
    },
    onError: (cause, _, context) => {
      utils.notification.preferences.setData({}, context?.before);
      toast.error(problemOf(cause).message);
    },
    onSettled: () => utils.notification.invalidate(),
  });
  const muted = query.data;
  const toggle = (channel: (typeof channels)[number], kind: NoticeKind, wanted: boolean) => {
    if (!muted) return;
    const others = muted[channel].filter((other) => other !== kind);
    save.mutate({ [channel]: wanted ? others : [...others, kind] });
  };
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t("title")}>{t("lead", { workspace: me?.tenant?.name ?? "" })}</PageHeader>
      <ListCard query={query} what={t("what")}>
        <Table
          label={t("title")}
          head={
            <>
              <Th>{t("kind")}</Th>
              {channels.map((channel) => (
                <Th key={channel} className="w-24 text-center">
                  {t(channel)}
                </Th>
              ))}
            </>
          }
        >
          {NOTICE_KINDS.map((kind) => (
            <Tr key={kind}>
              <Td>{t(`kinds.${kind}`)}</Td>
              {channels.map((channel) => (
                <Td key={channel} className="text-center">
                  <span className="inline-flex">
                    <Checkbox
                      aria-label={t("tell", { kind: t(`kinds.${kind}`), channel: t(channel) })}
                      checked={!muted?.[channel].includes(kind)}
                      onCheckedChange={(wanted) => toggle(channel, kind, wanted === true)}
                    />
                  </span>
                </Td>
              ))}
            </Tr>
          ))}
        </Table>
      </ListCard>
      {!mails && <p className="text-ink-subtle text-sm">{t("noMail")}</p>}
    </div>
  );
}
