"use client";

import { onlineManager } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { trpc } from "@/components/trpc";
import { onDemand } from "@/components/ui/on-demand";
import { type Connection, openStream } from "./stream";

// Nothing changes before a page is there: it works without.
const refreshPart = onDemand(() => import("./refresh"));
type Refreshing = ReturnType<typeof import("./refresh").refreshing>;

const ConnectionContext = createContext<Connection>("live");

/** Changes that come in one burst (a claim touches a task, its counts, its run) are fetched once. */
const burst = 100;

/** Listens to what changes in the workspace and has the queries on screen fetched again. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [connection, setConnection] = useState<Connection>("live");
  const utils = trpc.useUtils();
  const latest = useRef(utils);
  latest.current = utils;
  useEffect(() => {
    let made: Refreshing | undefined;
    const refresh = async (ask: (made: Refreshing) => unknown) => {
      const { refreshing } = await refreshPart.load();
      made ??= refreshing(latest.current);
      ask(made);
    };
    const topics = new Map<string, Set<string>>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const [topic, ids] of topics) {
        void refresh(({ about }) => about(topic, ids));
        tell(topic, ids);
      }
      topics.clear();
    };
    const close = openStream({
      onEvent: ({ topic, id }) => {
        topics.set(topic, (topics.get(topic) ?? new Set()).add(id));
        timer ??= setTimeout(flush, burst);
      },
      onConnection: setConnection,
      // While it is out of reach questions and changes wait; then they go on, and what failed is asked for again.
      onReach: (reachable) => onlineManager.setOnline(reachable),
      onMissed: () => {
        void refresh(({ everything }) => everything());
        for (const topic of hearers.keys()) tell(topic, "anything");
      },
      // An answer of "not signed in" leads to the sign-in page, as for every query.
      onDoubt: () => void latest.current.account.me.invalidate(),
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, []);
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
