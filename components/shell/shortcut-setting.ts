import { trpc } from "@/components/trpc";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import { useMe } from "./me";

/** Whether single keys do anything. It switches at once, and back when it could not be kept. */
export function useShortcutSetting() {
  const utils = trpc.useUtils();
  const enabled = useMe()?.user.singleKeys ?? true;
  const show = (singleKeys: boolean) =>
    utils.account.me.setData(undefined, (me) => me && { ...me, user: { ...me.user, singleKeys } });
  const { mutate } = trpc.account.update.useMutation({
    onMutate: async (change) => {
      // An answer that was asked for before would switch it back.
      await utils.account.me.cancel();
      show(change?.singleKeys ?? true);
    },
    onError: (cause, change) => {
      show(!(change?.singleKeys ?? true));
      toast.error(problemOf(cause).message);
    },
    onSettled: () => utils.account.me.invalidate(),
  });
  return { enabled, setEnabled: (singleKeys: boolean) => mutate({ singleKeys }) };
}
