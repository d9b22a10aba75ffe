"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";

const storageKey = "orkestra.shortcuts";
const sequenceWindow = 1200;

type Shortcuts = { enabled: boolean; setEnabled: (enabled: boolean) => void };
const ShortcutsContext = createContext<Shortcuts>({ enabled: true, setEnabled: () => {} });

/** Keeps whether single-key shortcuts are on: WCAG 2.1.4 asks that they can be switched off. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [enabled, setEnabled] = useState(true);
  useEffect(() => setEnabled(localStorage.getItem(storageKey) !== "off"), []);
  const change = (next: boolean) => {
    localStorage.setItem(storageKey, next ? "on" : "off");
    setEnabled(next);
  };
  return <ShortcutsContext value={{ enabled, setEnabled: change }}>{children}</ShortcutsContext>;
}

export function useShortcutSetting(): Shortcuts {
  return useContext(ShortcutsContext);
}

/**
 * Runs an action for a key (`j`) or a sequence (`g i`). Silent while somebody types, holds a modifier,
 * or has a dialog or menu open, and when the reader switched single-key shortcuts off.
 */
export function useShortcuts(actions: Record<string, () => void>) {
  const { enabled } = useContext(ShortcutsContext);
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!enabled) return;
    let prefix = "";
    let prefixAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target))
        return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const sequence = prefix && event.timeStamp - prefixAt < sequenceWindow ? `${prefix} ${key}` : key;
      prefix = "";
      const action = latest.current[sequence] ?? latest.current[key];
      if (action) {
        event.preventDefault();
        action();
      } else if (Object.keys(latest.current).some((name) => name.startsWith(`${key} `))) {
        prefix = key;
        prefixAt = event.timeStamp;
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [enabled]);
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const typing = target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  return typing || target.closest("[role=dialog],[role=alertdialog],[role=menu],[role=listbox]") !== null;
}
