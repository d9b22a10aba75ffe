"use client";

import { Archive, ArchiveRestore, Check, Ellipsis, Info, Pencil, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "@/components/shell/me";
import { useActions } from "@/components/shell/shortcuts";
import { BackLink } from "@/components/ui/back-link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import { wayBack } from "@/components/ui/undo";
import { type ConversationAct, whyNot } from "@/server/domain/conversations/rules";
import type { ConversationView } from "@/server/domain/conversations/schema";
import { ChannelIcon, useChannelName } from "./channel-icon";
import { useConversationActs } from "./use-conversation-acts";

/** Who it is with, who has it, and what one can do with it. */
export function ConversationHeader({
  conversation,
  meId,
  back,
  onEdit,
  onDetails,
}: {
  conversation: ConversationView;
  meId: string | undefined;
  /** The list one came from. */
  back: string;
  onEdit: () => void;
  onDetails: () => void;
}) {
  const t = useTranslations("conversations");
  const channelName = useChannelName()(conversation.channel);
  const { participant, subject } = conversation;
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2">
      <BackLink href={back} label={t("back")} className="lg:hidden" />
      <div className="min-w-0 flex-1">
        <h1 className="flex items-center gap-2 font-semibold text-sm">
          <span className="truncate">{participant.name ?? participant.id}</span>
          <ChannelIcon channel={conversation.channel} />
          {conversation.status !== "active" && <Badge>{t(`status.${conversation.status}`)}</Badge>}
        </h1>
        <p className="truncate text-ink-subtle text-xs">
          {subject ?? `${channelName} · ${participant.email ?? participant.phone ?? participant.id}`}
        </p>
      </div>
      <Acts conversation={conversation} meId={meId} onEdit={onEdit} />
      <Tooltip label={t("details")}>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("details")}
          onClick={onDetails}
          className="2xl:hidden"
        >
          <Info aria-hidden />
        </Button>
      </Tooltip>
    </header>
  );
}

function Acts({
  conversation,
  meId,
  onEdit,
}: {
  conversation: ConversationView;
  meId: string | undefined;
  onEdit: () => void;
}) {
  const t = useTranslations("conversations.acts");
  const acts = useConversationActs(conversation.id);
  const may = useMay("conversations:write");
  const { handoff } = conversation;
  const is = { status: conversation.status, handoff: handoff.state };
  const mine = handoff.state === "human" && handoff.by?.id === meId;
  const can = (name: ConversationAct) => may && !whyNot(name, is);
  useActions("conversation", {
    get undo() {
      return wayBack();
    },
    takeOver: can("takeOver") && !mine ? acts.takeOver : undefined,
    handBack: can("handBack") ? acts.handBack : undefined,
    close: can("close") ? acts.close : undefined,
    reopen: can("reopen") ? acts.reopen : undefined,
  });
  if (!may) return null;
  return (
    <div className="flex items-center gap-1.5">
      {mine
        ? !whyNot("handBack", is) && (
            <Button size="sm" loading={acts.pending} onClick={acts.handBack}>
              {t("handBack")}
            </Button>
          )
        : !whyNot("takeOver", is) && (
            <Button size="sm" loading={acts.pending} onClick={acts.takeOver}>
              {t("takeOver")}
            </Button>
          )}
      {!whyNot("close", is) && (
        <Button size="sm" onClick={acts.close} className="max-sm:hidden">
          <Check aria-hidden />
          {t("close")}
        </Button>
      )}
      <Menu
        trigger={
          <Button variant="ghost" size="icon" aria-label={t("more")}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={onEdit}>
          <Pencil aria-hidden />
          {t("edit")}
        </MenuItem>
        <MenuSeparator />
        {!mine && !whyNot("handBack", is) && (
          <MenuItem onSelect={acts.handBack}>
            <RotateCcw aria-hidden />
            {t("handBack")}
          </MenuItem>
        )}
        {!whyNot("close", is) && (
          <MenuItem onSelect={acts.close}>
            <Check aria-hidden />
            {t("close")}
          </MenuItem>
        )}
        {!whyNot("reopen", is) && (
          <MenuItem onSelect={acts.reopen}>
            <RotateCcw aria-hidden />
            {t("reopen")}
          </MenuItem>
        )}
        {whyNot("archive", is) ? (
          <MenuItem onSelect={acts.unarchive}>
            <ArchiveRestore aria-hidden />
            {t("unarchive")}
          </MenuItem>
        ) : (
          <MenuItem onSelect={acts.archive}>
            <Archive aria-hidden />
            {t("archive")}
          </MenuItem>
        )}
      </Menu>
    </div>
  );
}
