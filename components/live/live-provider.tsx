"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { trpc } from "@/components/trpc";
import { type Connection, openStream } from "./stream";

const ConnectionContext = createContext<Connection>("live");

/** Changes that come in one burst (a claim touches a task, its counts, its run) are fetched once. */
const burst = 100;

/** Listens to what changes in the workspace and has the queries on screen fetched again. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [connection, setConnection] = useState<Connection>("live");
  const refresh = useRefresh();
  useEffect(() => {
    const topics = new Map<string, Set<string>>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      refresh.current.topics(topics);
      topics.clear();
    };
    const close = openStream({
      onEvent: ({ topic, id }) => {
        topics.set(topic, (topics.get(topic) ?? new Set()).add(id));
        timer ??= setTimeout(flush, burst);
      },
      onConnection: setConnection,
      onMissed: () => refresh.current.everything(),
      // An answer of "not signed in" leads to the sign-in page, as for every query.
      onDoubt: () => refresh.current.me(),
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [refresh]);
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

export function useConnection(): Connection {
  return useContext(ConnectionContext);
}

/** The ids of what changed, or that nobody knows what did. */
export type Changed = ReadonlySet<string> | "anything";

const hearers = new Map<string, Set<(changed: Changed) => void>>();

function tell(topic: string, changed: Changed) {
  for (const hear of hearers.get(topic) ?? []) hear(changed);
}

/** Hears of changes itself: for what can be kept right at less cost than by fetching all of it again. */
export function useChanges(topic: string, onChange: (changed: Changed) => void) {
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    const hear = (changed: Changed) => latest.current(changed);
    const all = hearers.get(topic) ?? new Set();
    hearers.set(topic, all.add(hear));
    return () => void all.delete(hear);
  }, [topic]);
}

/** Counts are looked at, not waited for: however much happens, they are fetched once in so long. */
const countsEvery = 1500;

/** Fetches counts again: at once, and then not before some time has gone. */
function useCounts() {
  const utils = trpc.useUtils();
  const counts = useRef<() => void>(undefined);
  useEffect(() => {
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
    counts.current = () => {
      if (timer) again = true;
      else fetch();
    };
    return () => clearTimeout(timer);
  }, [utils]);
  return counts;
}

function useRefresh() {
  const utils = trpc.useUtils();
  const counts = useCounts();
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
      counts.current?.();
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
  const latest = useRef({
    topics: (topics: Map<string, Set<string>>) => {
      for (const [topic, ids] of topics) {
        (groups[topic] ?? (() => utils.invalidate()))(ids);
        tell(topic, ids);
      }
    },
    everything: () => {
      void utils.invalidate(undefined, { predicate: ({ queryKey }) => !isKeptRight(queryKey) });
      for (const topic of hearers.keys()) tell(topic, "anything");
    },
    me: () => void utils.account.me.invalidate(),
  });
  return latest;
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
