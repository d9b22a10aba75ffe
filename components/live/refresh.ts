import type { trpc } from "@/components/trpc";

type Utils = ReturnType<typeof trpc.useUtils>;

/** Counts are looked at, not waited for: however much happens, they are fetched once in so long. */
const countsEvery = 1500;

/** Fetches counts again: at once, and then not before some time has gone. */
function countsOf(utils: Utils) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const fetch = () => {
    again = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (again) fetch();
    }, countsEvery);
    void utils.task.counts.invalidate();
    void utils.view.counts.invalidate();
  };
  return () => {
    if (timer) again = true;
    else fetch();
  };
}

/** Has what is on screen fetched again: what changes are about, or everything. */
export function refreshing(utils: Utils) {
  const counts = countsOf(utils);
  const workspace = () =>
    [
      utils.account,
      utils.member,
      utils.invite,
      utils.team,
      utils.key,
      utils.tenant,
      utils.workflow,
      utils.cannedAnswer,
      utils.answerRule,
      utils.home,
      utils.template,
    ].map((part) => part.invalidate());
  const groups: Record<string, (ids: Set<string>) => unknown> = {
    task: (ids) => {
      counts();
      const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => isAbout("taskId", queryKey, ids);
      return utils.task.invalidate(undefined, { predicate });
    },
    view: () => utils.view.invalidate(),
    bulk: () => utils.bulk.invalidate(),
    presence: () => utils.task.presence.invalidate(),
    // A run's page shows one run: what happens to others is no reason to replay its history again.
    run: (ids) => {
      const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => isAbout("runId", queryKey, ids);
      void utils.deadLetter.invalidate();
      return utils.run.invalidate(undefined, { predicate });
    },
    conversation: () => utils.conversation.invalidate(),
    notification: () => utils.notification.invalidate(),
    workspace,
  };
  return {
    about: (topic: string, ids: Set<string>) => (groups[topic] ?? (() => utils.invalidate()))(ids),
    everything: () => utils.invalidate(undefined, { predicate: ({ queryKey }) => !isKeptRight(queryKey) }),
  };
}

/** Lists that hear of changes themselves: to fetch all that was fetched of them would be a page at a time. */
function isKeptRight([path]: readonly unknown[]): boolean {
  return Array.isArray(path) && path[0] === "inbox" && path[1] === "list";
}

/** Whether a query is about one of these things, or about none in particular. Counts have their own pace. */
function isAbout(name: "runId" | "taskId", [path, asked]: readonly unknown[], ids: Set<string>): boolean {
  if (Array.isArray(path) && path[0] === "task" && path[1] === "counts") return false;
  const input = typeof asked === "object" && asked !== null && "input" in asked ? asked.input : undefined;
  if (typeof input !== "object" || input === null || !(name in input)) return true;
  return ids.has("") || ids.has(String((input as Record<string, unknown>)[name]));
}
