"use client";

import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import { nothingToUndo, undoable } from "@/components/ui/undo";

/** What one can do with a conversation as a whole; what can be taken back offers to. */
export function useConversationActs(conversationId: string) {
  const t = useTranslations("conversations.acts");
  const utils = trpc.useUtils();
  const settled = {
    onError: (error: unknown) => void toast.error(problemOf(error).message),
    onSettled: () => utils.conversation.invalidate(),
  };
  const input = { conversationId };
  const takeOver = trpc.conversation.takeOver.useMutation(settled);
  const handBack = trpc.conversation.handBack.useMutation(settled);
  const close = trpc.conversation.close.useMutation(settled);
  const reopen = trpc.conversation.reopen.useMutation(settled);
  const archive = trpc.conversation.archive.useMutation(settled);
  const unarchive = trpc.conversation.unarchive.useMutation(settled);
  const undo = (again: () => void) => undoable(t("undo"), again);
  return {
    pending:
      takeOver.isPending ||
      handBack.isPending ||
      close.isPending ||
      reopen.isPending ||
      archive.isPending ||
      unarchive.isPending,
    takeOver: () => {
      nothingToUndo();
      takeOver.mutate(input);
    },
    handBack: () =>
      handBack.mutate(input, {
        onSuccess: () =>
          toast.success(
            t("handedBack"),
            undo(() => takeOver.mutate(input)),
          ),
      }),
    close: () =>
      close.mutate(input, {
        onSuccess: () =>
          toast.success(
            t("closed"),
            undo(() => reopen.mutate(input)),
          ),
      }),
    reopen: () => {
      nothingToUndo();
      reopen.mutate(input);
    },
    archive: () =>
      archive.mutate(input, {
        onSuccess: () =>
          toast.success(
            t("archived"),
            undo(() => unarchive.mutate(input)),
          ),
      }),
    unarchive: () => unarchive.mutate(input),
  };
}
