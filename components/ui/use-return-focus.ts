import { useRef } from "react";

/**
 * Gives the focus back to what had it before a dialog opened: Radix gives it to a dialog's trigger alone, and ours are
 * opened by keys, menus and the palette. Pass the result as `onCloseAutoFocus`.
 */
export function useReturnFocus(open: boolean): (event: Event) => void {
  const before = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  if (open && !wasOpen.current && typeof document !== "undefined") before.current = focusToKeep();
  wasOpen.current = open;
  return (event) => {
    const element = before.current;
    if (!(element instanceof HTMLElement) || !element.isConnected || element === document.body) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
  };
}

/** What has the focus; of a menu, which goes away with the choice that opened the dialog, the button that opened it. */
function focusToKeep(): Element | null {
  const menu = document.activeElement?.closest("[role=menu]");
  return menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : document.activeElement;
}
