"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useReadNotifications } from "@/components/shell/notifications";
import { useShortcuts } from "@/components/shell/shortcuts";
import { trpc } from "@/components/trpc";
import { QueryError } from "@/components/ui/query-error";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { Activity } from "./activity";
import { rememberedInbox } from "./back-to-inbox";
import { ConversationPanel } from "./conversation-panel";
import { isOpen } from "./is-open";
import { PresenceLine } from "./presence-line";
import { ReassignDialog } from "./reassign-dialog";
import { SlaBar } from "./sla-bar";
import { TaskContext } from "./task-context";
import { TaskForm } from "./task-form";
import { TaskHeader } from "./task-header";
import { TaskOutcome } from "./task-outcome";
import { TaskSkeleton } from "./task-skeleton";
import { useClaim } from "./use-claim";
import { useLook } from "./use-presence";

/** One task: what is asked, the conversation beside it, the form, and what happened so far. */
export function TaskPage({ id }: { id: string }) {
  // What came with the page may have been fetched when the row was pointed at, and be a little old.
  const query = trpc.task.get.useQuery({ taskId: id }, { refetchOnMount: "always" });
  if (query.data) return <OpenedTask key={id} task={query.data} />;
  if (query.isError)
    return <QueryError error={query.error} page what="this task" onRetry={() => query.refetch()} />;
  return <TaskSkeleton />;
}

function OpenedTask({ task }: { task: TaskDetail }) {
  const router = useRouter();
  useReadNotifications(`/tasks/${task.id}`);
  const form = useRef<HTMLDivElement>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const [reassigning, setReassigning] = useState(false);
  const focusForm = () => form.current?.querySelector<HTMLElement>("input,textarea,button[role]")?.focus();
  const claim = useClaim(() => requestAnimationFrame(focusForm));
  const open = isOpen(task);
  const onTyping = useLook(task.id);
  /** The form that had the focus goes away when the task is done: the outcome takes it over. */
  const opened = useRef(open);
  useShortcuts({
    c: () => claim.run(task),
    r: focusForm,
    a: () => task.may.reassign && setReassigning(true),
    m: () => comment.current?.focus(),
    u: () => router.push(rememberedInbox()),
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <TaskHeader task={task} claim={claim} onReassign={() => setReassigning(true)} />
      <div className="grid min-h-0 flex-1 grid-cols-1 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)]">
        <div className="relative min-h-0 lg:overflow-y-auto">
          <div className="mx-auto flex max-w-2xl flex-col gap-6 px-4 py-5 sm:px-6">
            {open && <SlaBar task={task} />}
            <TaskContext task={task} />
            {task.conversationId && (
              <a
                href="#conversation"
                className="-mt-3 w-fit py-1 text-accent-ink text-sm hover:underline lg:hidden"
              >
                Read the conversation
              </a>
            )}
            {open && <PresenceLine taskId={task.id} />}
            <div ref={form} onInput={onTyping}>
              {open ? <TaskForm task={task} /> : <TaskOutcome task={task} takeFocus={opened.current} />}
            </div>
            {task.conversationId && (
              <div className="border-t pt-5">
                <Activity task={task} commentBox={comment} />
              </div>
            )}
          </div>
        </div>
        {task.conversationId ? (
          <ConversationPanel conversationId={task.conversationId} />
        ) : (
          <aside
            aria-label="What happened"
            className="relative min-h-0 border-t bg-canvas px-4 py-4 lg:overflow-y-auto lg:border-t-0 lg:border-l"
          >
            <Activity task={task} commentBox={comment} />
          </aside>
        )}
      </div>
      <ReassignDialog task={task} open={reassigning} onOpenChange={setReassigning} />
    </div>
  );
}
