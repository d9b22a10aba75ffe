"use client";

import {
  type ComponentType,
  cloneElement,
  isValidElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useSyncExternalStore,
} from "react";

/** A part of the interface that pages do without until somebody wants it. */
export interface OnDemand<T> {
  /** What was loaded, if it was. */
  get: () => T | undefined;
  /** Fetches it once, and again while it cannot be fetched. */
  load: () => Promise<T>;
  subscribe: (listener: () => void) => () => void;
}

/** How soon what could not be fetched is asked for again, in milliseconds. */
const firstDelay = 500;
const longestDelay = 10_000;

/** What nobody has wanted yet. */
const unwanted = new Set<() => Promise<unknown>>();
let idle = false;

/**
 * Keeps what is loaded: from then on it is there at once. What nobody wants is loaded when the page has nothing better
 * to do, so that it opens without a wait, and without a network.
 */
export function onDemand<T>(fetch: () => Promise<T>): OnDemand<T> {
  let loaded: T | undefined;
  let loading: Promise<T> | undefined;
  const listeners = new Set<() => void>();
  const load = () => {
    unwanted.delete(load);
    loading ??= insist(fetch).then((part) => {
      loaded = part;
      for (const listener of listeners) listener();
      return part;
    });
    return loading;
  };
  unwanted.add(load);
  if (idle) whenIdle();
  return {
    get: () => loaded,
    load,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A server that restarts, or a network that is gone for a while, costs time only. */
async function insist<T>(fetch: () => Promise<T>): Promise<T> {
  for (let delay = firstDelay; ; delay = Math.min(delay * 2, longestDelay)) {
    try {
      return await fetch();
    } catch {
      await new Promise((done) => setTimeout(done, delay));
    }
  }
}

/** What was loaded, if it was; renders again when it is. */
export function useOnDemand<T>(part: OnDemand<T>): T | undefined {
  return useSyncExternalStore(part.subscribe, part.get, () => undefined);
}

/**
 * A component whose script is no part of the page that shows it. Unlike `lazy` it is shown the moment it is there:
 * React keeps whatever had a fallback hidden for a third of a second.
 */
export function later<P extends object>(fetch: () => Promise<ComponentType<P>>): ComponentType<P> {
  const part = onDemand(fetch);
  return function Later(props: P) {
    const Part = useOnDemand(part);
    useEffect(() => void part.load(), []);
    return Part ? <Part {...props} /> : null;
  };
}

/** Loads, one after another, what nobody has wanted yet, from when the page is idle for the first time. */
export function useLoadWhenIdle() {
  useEffect(() => {
    const start = () => {
      idle = true;
      whenIdle();
    };
    // The scripts of the page itself and what it asks for come first.
    const timer = setTimeout(start, 1000);
    return () => clearTimeout(timer);
  }, []);
}

let waiting = false;

function whenIdle() {
  if (waiting || unwanted.size === 0) return;
  waiting = true;
  const next = async () => {
    const [load] = unwanted;
    await load?.();
    waiting = false;
    whenIdle();
  };
  if ("requestIdleCallback" in window) requestIdleCallback(next, { timeout: 2000 });
  else setTimeout(next, 50);
}

type TriggerProps = {
  onClick?: (event: MouseEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  "aria-haspopup"?: "menu" | "dialog";
  "aria-expanded"?: boolean;
};

/** A trigger whose panel is not there yet: pointing at it or coming to it fetches the panel, a click wants it open. */
export function plainTrigger(
  trigger: ReactNode,
  kind: "menu" | "dialog",
  { near, open }: { near: () => void; open: (event?: MouseEvent) => void },
): ReactNode {
  if (!isValidElement(trigger)) return trigger;
  return cloneElement(trigger as ReactElement<TriggerProps>, {
    "aria-haspopup": kind,
    "aria-expanded": false,
    onPointerEnter: near,
    onFocus: near,
    onClick: open,
    ...(kind === "menu" && {
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open();
      },
    }),
  });
}
