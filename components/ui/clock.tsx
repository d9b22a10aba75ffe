"use client";

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from "react";

/** One timer for the whole page: it ticks on the second and only while somebody listens. */
const listeners = new Set<() => void>();
let ticking = false;

function tick() {
  for (const listener of listeners) listener();
  ticking = listeners.size > 0;
  if (ticking) scheduleTick();
}

function scheduleTick() {
  setTimeout(tick, 1000 - (Date.now() % 1000));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (!ticking) scheduleTick();
  ticking = true;
  return () => {
    listeners.delete(listener);
  };
}

type Clock = { serverNow: number; offset: number };
const ClockContext = createContext<Clock>({ serverNow: 0, offset: 0 });

/** A browser clock this far from the server's (ms) is wrong, not late; smaller gaps are the network. */
const wrongClock = 30_000;

/** Gives the page the server's time: the first paint is right, and a browser with a wrong clock is too. */
export function ClockProvider({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [clock] = useState<Clock>(() => {
    const gap = serverNow - Date.now();
    return { serverNow, offset: Math.abs(gap) > wrongClock ? gap : 0 };
  });
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/**
 * A value computed from the current time (ms). The component renders again only when the value changes,
 * so a row that says "3 h" costs nothing between the hours.
 */
export function useNow<T extends string | number | boolean>(compute: (now: number) => T): T {
  const { serverNow, offset } = useContext(ClockContext);
  return useSyncExternalStore(
    subscribe,
    () => compute(Date.now() + offset),
    () => compute(serverNow),
  );
}

const never = () => () => {};

/** False while the server's HTML is being taken over, then true: for what only the browser knows. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
