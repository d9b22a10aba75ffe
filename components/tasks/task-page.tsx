"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useShortcuts } from "@/components/shell/shortcuts";
import { trpc } from "@/components/trpc";
import { QueryError } from "@/components/ui/query-error";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { Activity } from "./activity";
import { ConversationPanel } from "./conversation-panel";
import { ReassignDialog } from "./reassign-dialog";
import { SlaBar } from "./sla-bar";
import { TaskContext } from "./task-context";
import { TaskForm } from "./task-form";
import { TaskHeader } from "./task-header";
import { TaskOutcome } from "./task-outcome";
import { TaskSkeleton } from "./task-skeleton";
import { useClaim } from "./use-claim";

/** One task: what is asked, the conversation beside it, the form, and what happened so far. */
export function TaskPage({ id }: { id: string }) {
  const query = trpc.task.get.useQuery({ taskId: id });
  if (query.data) return <OpenedTask key={id} task={query.data} />;
  if (query.isError)
    return <QueryError error={query.error} what="this task" onRetry={() => query.refetch()} />;
  return <TaskSkeleton />;
}

function OpenedTask({ task }: { task: TaskDetail }) {
  const router = useRouter();
  const form = useRef<HTMLDivElement>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const [reassigning, setReassigning] = useState(false);
  const focusForm = () => form.current?.querySelector<HTMLElement>("input,textarea,button[role]")?.focus();
  const claim = useClaim(() => requestAnimationFrame(focusForm));
  const open = ["created", "assigned", "claimed"].includes(task.status);
  useShortcuts({
    c: () => claim.run(task),
    r: focusForm,
    a: () => task.may.reassign && setReassigning(true),
    m: () => comment.current?.focus(),
    u: () => router.push(sessionStorage.getItem("orkestra.inbox") ?? "/inbox"),
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <TaskHeader task={task} claim={claim} onReassign={() => setReassigning(true)} />
      <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)]">
        <div className="min-h-0 lg:overflow-y-auto">
          <div className="mx-auto flex max-w-2xl flex-col gap-6 px-4 py-5 sm:px-6">
            {open && <SlaBar task={task} />}
            <TaskContext task={task} />
            <div ref={form}>{open ? <TaskForm task={task} /> : <TaskOutcome task={task} />}</div>
            <Activity task={task} commentBox={comment} />
          </div>
        </div>
        {task.conversationId ? (
          <ConversationPanel conversationId={task.conversationId} />
        ) : (
          <div className="hidden border-l bg-canvas lg:block" />
        )}
      </div>
      <ReassignDialog task={task} open={reassigning} onOpenChange={setReassigning} />
    </div>
  );
}
