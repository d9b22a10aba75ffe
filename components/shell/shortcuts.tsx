"use client";

import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { toast } from "@/components/ui/toast";
import { ACTIONS, type ActionGroup } from "./actions";
import { useMe } from "./me";

const sequenceWindow = 1200;

/** Something that can be done on the page as it is. */
export interface Action {
  keys: string;
  run: () => void;
  /** Why it can't be done now: said when it is tried. */
  whyNot?: string | null | undefined;
  /** Its place in the list of actions; without one it has a key and is not spoken of. */
  named?: { group: ActionGroup; name: string };
}

/** What the parts of the page offer. Of two for one key the one that came last has it. */
const layers: (() => Action[])[] = [];
const listeners = new Set<() => void>();
let version = 0;

function changed() {
  version += 1;
  for (const listener of listeners) listener();
}

function offer(layer: () => Action[]): () => void {
  layers.push(layer);
  changed();
  return () => {
    layers.splice(layers.indexOf(layer), 1);
    changed();
  };
}

/** Everything that can be done here now, with the actions of the page before those of all pages. */
export function offeredActions(): Action[] {
  const byKey = new Map<string, Action>();
  for (const layer of layers.toReversed())
    for (const action of layer()) if (!byKey.has(action.keys)) byKey.set(action.keys, action);
  return [...byKey.values()];
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Renders again when what can be done changes as the parts of the page come and go. */
export function useOfferedActions(): Action[] {
  useSyncExternalStore(
    subscribe,
    () => version,
    () => 0,
  );
  return offeredActions();
}

/**
 * Hears the keys. Whether single ones do anything is kept with the user, for every device of theirs (WCAG 2.1.4 asks
 * that they can be switched off).
 */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const enabled = useMe()?.user.singleKeys ?? true;
  useEffect(() => listen(enabled), [enabled]);
  return children;
}

/**
 * Runs an action for a key (`j`), a sequence (`g i`) or a chord (`Mod+k`). Single keys are silent while somebody
 * types or has a dialog or menu open, and when the reader switched them off.
 */
export function useShortcuts(actions: Record<string, () => void>) {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => offer(() => Object.entries(latest.current).map(([keys, run]) => ({ keys, run }))), []);
}

type Offer = (() => void) | { run: () => void; whyNot?: string | null | undefined };

/** Offers actions of the list by their names there, to keys, palette and help alike. */
export function useActions<G extends ActionGroup>(
  group: G,
  actions: Partial<Record<keyof (typeof ACTIONS)[G] & string, Offer | undefined>>,
) {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const keysOf = ACTIONS[group] as Record<string, string>;
    return offer(() =>
      Object.entries<Offer | undefined>(latest.current).flatMap(([name, offered]) => {
        if (!offered) return [];
        const action = typeof offered === "function" ? { run: offered } : offered;
        return [{ ...action, keys: keysOf[name] ?? "", named: { group, name } }];
      }),
    );
  }, [group]);
}

/** Does an action, or says why not. */
export function act({ run, whyNot }: Action) {
  if (whyNot) toast.info(whyNot);
  else run();
}

function listen(enabled: boolean): () => void {
  let prefix = "";
  let prefixAt = 0;
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    // A button or a link that has the focus does what it says.
    if (event.key === "Enter" && event.target !== document.body) return;
    const chord = event.ctrlKey || event.metaKey;
    if (!chord && (!enabled || isBusy(event.target))) return;
    const key = keyOf(event, chord);
    const sequence =
      !chord && prefix && event.timeStamp - prefixAt < sequenceWindow ? `${prefix} ${key}` : key;
    prefix = "";
    const offered = offeredActions();
    const action = offered.find(({ keys }) => keys === sequence) ?? offered.find(({ keys }) => keys === key);
    if (action && (!chord || isFree(action.keys, event.target))) {
      event.preventDefault();
      act(action);
    } else if (!chord && offered.some(({ keys }) => keys.startsWith(`${key} `))) {
      prefix = key;
      prefixAt = event.timeStamp;
    }
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function keyOf({ key, shiftKey }: KeyboardEvent, chord: boolean): string {
  const plain = key.length === 1 ? key.toLowerCase() : key;
  const shifted = shiftKey && (/^[a-z]$/.test(plain) || plain.startsWith("Arrow")) ? `Shift+${plain}` : plain;
  return chord ? `Mod+${shifted}` : shifted;
}

/** The palette opens from anywhere; other chords mean to a field what they always do there. */
function isFree(keys: string, target: EventTarget | null): boolean {
  return keys === ACTIONS.anywhere.palette || !isBusy(target);
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const typing = target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  return typing || target.closest("[role=dialog],[role=alertdialog],[role=menu],[role=listbox]") !== null;
}
