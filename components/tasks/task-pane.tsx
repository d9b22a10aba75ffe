"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useReadNotifications } from "@/components/shell/notifications";
import { useActions } from "@/components/shell/shortcuts";
import { trpc } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { QueryError } from "@/components/ui/query-error";
import { wayBack } from "@/components/ui/undo";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { Activity } from "./activity";
import { type AlikeAsked, AlikeDialog } from "./alike-dialog";
import { ConversationPanel } from "./conversation-panel";
import { DecisionForm } from "./decision-form";
import type { Following } from "./following";
import { HoldLine } from "./hold-line";
import { isOpen } from "./is-open";
import { LinkedTasks } from "./linked-tasks";
import { PickTaskDialog } from "./pick-task-dialog";
import { PresenceLine } from "./presence-line";
import { ReassignDialog } from "./reassign-dialog";
import { SlaBar } from "./sla-bar";
import { SnoozeDialog } from "./snooze-dialog";
import { SplitDialog } from "./split-dialog";
import { TaskContext } from "./task-context";
import { TaskForm } from "./task-form";
import { TaskHeader } from "./task-header";
import { TaskOutcome } from "./task-outcome";
import { TaskSkeleton } from "./task-skeleton";
import { TransferDialog } from "./transfer-dialog";
import { useClaim } from "./use-claim";
import { useHold } from "./use-hold";
import { useLook } from "./use-look";
import { useNext } from "./use-next";

export interface TaskPaneProps {
  id: string;
  /** Opens another task: the next one after this is done, or one that this has to do with. */
  onOpen: (taskId: string) => void;
  /** What comes after this one, where it is shown among others. Without, it is what the inbox has as it was left. */
  following?: readonly Following[] | undefined;
  /** Inside a page that has its own way back and its own keys for claiming, assigning and snoozing what is chosen. */
  embedded?: boolean;
}

/**
 * One task: what is asked, the conversation beside it, the form, and what happened so far. It lays itself out by the
 * room that it has, as a page or as a pane of one.
 */
export function TaskPane(props: TaskPaneProps) {
  const t = useTranslations("tasks");
  const { id } = props;
  // What came with the page may have been fetched when the row was pointed at, and be a little old.
  const query = trpc.task.get.useQuery({ taskId: id }, { refetchOnMount: "always" });
  if (query.data) return <OpenedTask key={id} task={query.data} {...props} />;
  if (query.isError)
    return (
      <QueryError
        error={query.error}
        page={!props.embedded}
        what={t("what")}
        onRetry={() => query.refetch()}
      />
    );
  return <TaskSkeleton />;
}

type TaskDialog = "reassign" | "snooze" | "transfer" | "split" | "merge" | "link";

function OpenedTask({ task, onOpen, following, embedded = false }: TaskPaneProps & { task: TaskDetail }) {
  const t = useTranslations("tasks");
  useReadNotifications(`/tasks/${task.id}`);
  const form = useRef<HTMLDivElement>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const [dialog, setDialog] = useState<TaskDialog | null>(null);
  // Not the form's own: the results stay when the form is gone with its task.
  const [alike, setAlike] = useState<AlikeAsked | null>(null);
  const focusForm = () => form.current?.querySelector<HTMLElement>("input,textarea,button[role]")?.focus();
  const claim = useClaim(() => requestAnimationFrame(focusForm));
  const hold = useHold(task.id);
  const next = useNext(task.id, { following, onOpen });
  const open = isOpen(task);
  const onTyping = useLook(task.id);
  /** The form that had the focus goes away when the task is done: the outcome takes it over. */
  const opened = useRef(open);
  const { whyNot } = task;
  const ask = (what: TaskDialog, refused: string | null) => ({ run: () => setDialog(what), whyNot: refused });
  useActions("task", {
    comment: () => comment.current?.focus(),
    get undo() {
      return wayBack();
    },
    link: ask("link", whyNot.comment),
    ...(open && {
      form: focusForm,
      wait: { run: task.waitingSince ? hold.stopWaiting : hold.wait, whyNot: whyNot.wait },
      transfer: ask("transfer", whyNot.reassign),
      split: ask("split", whyNot.reassign),
      merge: task.deciders ? undefined : ask("merge", whyNot.reassign),
    }),
    // In the inbox these are of its list, where what is open is what they are done to.
    ...(open &&
      !embedded && {
        claim: { run: () => claim.run(task), whyNot: whyNot.claim },
        reassign: ask("reassign", whyNot.reassign),
        snooze: ask("snooze", whyNot.snooze),
      }),
  });
  const close = (isOpen: boolean) => !isOpen && setDialog(null);
  return (
    <div className="@container/task flex min-h-0 flex-1 flex-col">
      <TaskHeader
        task={task}
        claim={claim}
        hold={hold}
        embedded={embedded}
        onReassign={() => setDialog("reassign")}
        onSnooze={() => setDialog("snooze")}
        onMore={setDialog}
      />
      <div className="grid min-h-0 flex-1 @4xl/task:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)] grid-cols-1 @max-4xl/task:auto-rows-max @max-4xl/task:overflow-y-auto">
        <div className="relative min-h-0 @4xl/task:overflow-y-auto">
          <div className="mx-auto flex max-w-2xl flex-col gap-6 px-4 py-5 sm:px-6">
            {open && <SlaBar task={task} />}
            {open && <HoldLine task={task} />}
            <TaskContext task={task} />
            <LinkedTasks task={task} onOpen={onOpen} />
            {task.conversationId && (
              <a
                href="#conversation"
                className="@4xl/task:hidden -mt-3 w-fit py-1 text-accent-ink text-sm hover:underline"
              >
                {t("readConversation")}
              </a>
            )}
            {open && <PresenceLine taskId={task.id} />}
            <div ref={form} onInput={onTyping}>
              {open && task.deciders ? (
                <DecisionForm task={task} next={next} />
              ) : open ? (
                <TaskForm task={task} next={next} onAlike={setAlike} />
              ) : (
                <TaskOutcome task={task} takeFocus={opened.current} next={next} embedded={embedded} />
              )}
            </div>
            {task.conversationId && (
              <div className="border-t pt-5">
                <Activity task={task} commentBox={comment} />
              </div>
            )}
          </div>
        </div>
        {task.conversationId ? (
          <ConversationPanel task={task} onOpen={onOpen} />
        ) : (
          <aside aria-label={t("whatHappened")} className={cn(asideClasses, "relative px-4 py-4")}>
            <Activity task={task} commentBox={comment} />
          </aside>
        )}
      </div>
      <ReassignDialog task={task} open={dialog === "reassign"} onOpenChange={close} />
      <SnoozeDialog open={dialog === "snooze"} onOpenChange={close} onChoose={hold.snooze} />
      {alike && <AlikeDialog task={task} asked={alike} onClose={() => setAlike(null)} />}
      {dialog === "transfer" && <TransferDialog task={task} onOpenChange={close} />}
      {dialog === "split" && <SplitDialog task={task} onOpenChange={close} />}
      {(dialog === "merge" || dialog === "link") && (
        <PickTaskDialog task={task} purpose={dialog} onOpenChange={close} />
      )}
    </div>
  );
}

const asideClasses =
  "min-h-0 border-t bg-canvas @4xl/task:overflow-y-auto @4xl/task:border-t-0 @4xl/task:border-l";
