"use client";

import { cloneElement, isValidElement, type ReactElement, type ReactNode, useState } from "react";

/** A part of the interface that pages do without until somebody wants it. */
export interface OnDemand<T> {
  /** What was loaded, if it was. */
  get: () => T | undefined;
  load: () => Promise<T>;
}

/** Keeps what is loaded: from then on it is there at once. */
export function onDemand<T>(fetch: () => Promise<T>): OnDemand<T> {
  let loaded: T | undefined;
  let loading: Promise<T> | undefined;
  return {
    get: () => loaded,
    load: () => {
      loading ??= fetch().then(
        (part) => {
          loaded = part;
          return part;
        },
        (error) => {
          // Without network it is tried again the next time.
          loading = undefined;
          throw error;
        },
      );
      return loading;
    },
  };
}

/** Loads a part when it is first wanted, and renders again when it is there. */
export function useOnDemand<T>(part: OnDemand<T>): [T | undefined, () => void] {
  const [, again] = useState(0);
  return [
    part.get(),
    () => {
      part.load().then(
        () => again((count) => count + 1),
        () => {},
      );
    },
  ];
}

type TriggerProps = {
  onClick?: () => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  "aria-haspopup"?: "menu" | "dialog";
  "aria-expanded"?: boolean;
};

/** A trigger whose panel is not there yet: pointing at it or coming to it fetches the panel, a click wants it open. */
export function plainTrigger(
  trigger: ReactNode,
  kind: "menu" | "dialog",
  { near, open }: { near: () => void; open: () => void },
): ReactNode {
  if (!isValidElement(trigger)) return trigger;
  return cloneElement(trigger as ReactElement<TriggerProps>, {
    "aria-haspopup": kind,
    "aria-expanded": false,
    onPointerEnter: near,
    onFocus: near,
    onClick: open,
  });
}
