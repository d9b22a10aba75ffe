"use client";

import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { useMe } from "@/components/shell/me";
import { useMembers, useTeams } from "@/components/shell/use-rosters";
import { PriorityIcon } from "@/components/tasks/priority";
import { SnoozeDialog } from "@/components/tasks/snooze-dialog";
import { Avatar } from "@/components/ui/avatar";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import type { TaskPriority } from "@/server/domain/tasks/schema";
import { PRIORITIES } from "./filters";
import type { Target } from "./use-acts";

/** What is asked before something is done. */
export type Asked = "reassign" | "priority" | "snooze" | "cancel";

interface Props {
  asked: Asked;
  /** What it will be done to: one task's title, or how many. */
  what: string;
  /** How `what` tells it. */
  meant: "one" | "several" | "everything";
  onClose: () => void;
  onReassign: (to: Target) => void;
  onPriority: (priority: TaskPriority) => void;
  onSnooze: (at: Date) => void;
  onCancel: () => void;
}

/** Asks for what an act still needs: to whom, how urgent, until when, whether really. */
export default function Chooser(props: Props) {
  const t = useTranslations("inbox.choose");
  const { asked, what, onClose } = props;
  const closed = (open: boolean) => !open && onClose();
  if (asked === "snooze") return <SnoozeDialog open onOpenChange={closed} onChoose={props.onSnooze} />;
  if (asked === "cancel") {
    return (
      <ConfirmDialog
        open
        onOpenChange={closed}
        title={t("cancelTitle", { meant: props.meant, what })}
        action={t("cancelAction")}
        onConfirm={async () => props.onCancel()}
      >
        {t("cancelText")}
      </ConfirmDialog>
    );
  }
  return (
    <Dialog open onOpenChange={closed} title={t(asked)} description={what}>
      {asked === "reassign" ? (
        <People onChoose={props.onReassign} />
      ) : (
        <Priorities onChoose={props.onPriority} />
      )}
    </Dialog>
  );
}

const itemClasses =
  "flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 text-sm data-[selected=true]:bg-hover";
const inputClasses =
  "h-9 w-full border-b bg-transparent px-1 text-sm outline-none placeholder:text-ink-subtle";

function People({ onChoose }: { onChoose: (to: Target) => void }) {
  const t = useTranslations("inbox.choose");
  const says = useTranslations("sla.availability");
  const me = useMe();
  const isMe = ({ userId }: { userId: string }) => userId === me?.user.id;
  const teams = useTeams();
  const members = useMembers();
  const people = members.rows.filter(({ active, role }) => active && role !== "viewer");
  const [mine, others] = [people.filter(isMe), people.filter((one) => !isMe(one))];
  const person = ({ userId, name, email, availability }: (typeof people)[number]) => (
    <Command.Item
      key={userId}
      value={`${name} ${email}`}
      onSelect={() => onChoose({ label: name, assignTo: { user: userId } })}
      className={itemClasses}
    >
      <Avatar name={name} size="sm" />
      <span className="truncate">{isMe({ userId }) ? t("me", { name }) : name}</span>
      <span className="ml-auto truncate text-ink-subtle text-xs">
        {availability === "online" ? email : says(availability)}
      </span>
    </Command.Item>
  );
  return (
    <Command label={t("reassign")} className="pb-3">
      <Command.Input autoFocus placeholder={t("find")} className={inputClasses} />
      <Command.List className="mt-2 max-h-72 overflow-y-auto">
        <Command.Empty className="py-6 text-center text-ink-subtle text-sm">{t("nobody")}</Command.Empty>
        {mine.map(person)}
        {teams.rows.map(({ slug, name }) => (
          <Command.Item
            key={slug}
            value={`${name} ${slug}`}
            onSelect={() => onChoose({ label: name, assignTo: { team: slug } })}
            className={itemClasses}
          >
            <Avatar name={name} size="sm" />
            <span className="truncate">{name}</span>
            <span className="ml-auto text-ink-subtle text-xs">{t("team")}</span>
          </Command.Item>
        ))}
        {others.map(person)}
      </Command.List>
    </Command>
  );
}

function Priorities({ onChoose }: { onChoose: (priority: TaskPriority) => void }) {
  const t = useTranslations("inbox");
  return (
    <Command label={t("choose.priority")} className="pb-3">
      <Command.Input autoFocus placeholder={t("choose.priorityFind")} className={inputClasses} />
      <Command.List className="mt-2">
        {PRIORITIES.map((priority) => (
          <Command.Item
            key={priority}
            value={t(`priority.${priority}`)}
            onSelect={() => onChoose(priority)}
            className={itemClasses}
          >
            <PriorityIcon priority={priority} />
            {t(`priority.${priority}`)}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
