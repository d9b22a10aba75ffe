import { useRef } from "react";

/**
 * Gives the focus back to what had it before a dialog opened: Radix gives it to a dialog's trigger alone, and ours are
 * opened by keys, menus and the palette. Pass the result as `onCloseAutoFocus`.
 */
export function useReturnFocus(open: boolean): (event: Event) => void {
  const before = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  if (open && !wasOpen.current && typeof document !== "undefined") before.current = document.activeElement;
  wasOpen.current = open;
  return (event) => {
    const element = before.current;
    if (!(element instanceof HTMLElement) || !element.isConnected || element === document.body) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
  };
}
