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

function useRefresh() {
  const utils = trpc.useUtils();
  const workspace = () =>
    [utils.account, utils.member, utils.invite, utils.team, utils.key, utils.tenant, utils.workflow].map(
      (part) => part.invalidate(),
    );
  const groups: Record<string, (ids: Set<string>) => unknown> = {
    task: () => utils.task.invalidate(),
    presence: () => utils.task.presence.invalidate(),
    // A run's page shows one run: what happens to others is no reason to replay its history again.
    run: (ids) => {
      const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => isAboutRuns(queryKey, ids);
      void utils.deadLetter.invalidate();
      return utils.run.invalidate(undefined, { predicate });
    },
    conversation: () => utils.conversation.invalidate(),
    notification: () => utils.notification.invalidate(),
    workspace,
  };
  const latest = useRef({
    topics: (topics: Map<string, Set<string>>) => {
      for (const [topic, ids] of topics) (groups[topic] ?? (() => utils.invalidate()))(ids);
    },
    everything: () => void utils.invalidate(),
    me: () => void utils.account.me.invalidate(),
  });
  return latest;
}

/** Whether a query is about one of these runs, or about no run in particular. */
function isAboutRuns([, asked]: readonly unknown[], ids: Set<string>): boolean {
  const input = typeof asked === "object" && asked !== null && "input" in asked ? asked.input : undefined;
  if (typeof input !== "object" || input === null || !("runId" in input)) return true;
  return ids.has("") || ids.has(String(input.runId));
}
