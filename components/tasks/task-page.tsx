"use client";

import { useRouter } from "next/navigation";
import { useActions } from "@/components/shell/shortcuts";
import { rememberedInbox } from "./remembered-inbox";
import { TaskPane } from "./task-pane";

/** One task as a page of its own. */
export function TaskPage({ id }: { id: string }) {
  const router = useRouter();
  useActions("task", { back: () => router.push(rememberedInbox()) });
  return <TaskPane id={id} onOpen={(taskId) => router.push(`/tasks/${taskId}`)} />;
}
