"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { trpc } from "@/components/trpc";
import { openStream } from "./stream";

type Connection = "live" | "reconnecting";
const ConnectionContext = createContext<Connection>("live");

/** Changes that come in one burst (a claim touches a task, its counts, its run) are fetched once. */
const burst = 100;

/** Listens to what changes in the workspace and has the queries on screen fetched again. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [connection, setConnection] = useState<Connection>("live");
  const refresh = useRefresh();
  useEffect(() => {
    const topics = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      refresh.current.topics([...topics]);
      topics.clear();
    };
    const close = openStream({
      onEvent: ({ topic }) => {
        topics.add(topic);
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
  const groups: Record<string, () => unknown> = {
    task: () => utils.task.invalidate(),
    run: () => utils.run.invalidate(),
    conversation: () => utils.conversation.invalidate(),
    notification: () => utils.notification.invalidate(),
    workspace,
  };
  const latest = useRef({
    topics: (topics: string[]) => {
      for (const topic of topics) (groups[topic] ?? (() => utils.invalidate()))();
    },
    everything: () => void utils.invalidate(),
    me: () => void utils.account.me.invalidate(),
  });
  return latest;
}
