import type { prefetch } from "@/server/doors/page";

/** Asks all that a task shows, so that nothing of it comes later and moves what is there. */
export async function prefetchTask(
  q: Parameters<Parameters<typeof prefetch>[0]>[0],
  taskId: string,
): Promise<unknown> {
  const { conversationId, run } = await q.task.get.fetch({ taskId });
  return Promise.all([
    conversationId && q.conversation.get.prefetch({ conversationId, notes: true }),
    run && q.task.alike.prefetch({ taskId }),
  ]);
}
