"use client";

import { type ComponentProps, type MouseEvent, useState } from "react";
import { onDemand, plainTrigger, useOnDemand } from "./on-demand";

type Panel = typeof import("./menu-panel");

// Most visits of a page open none of its menus.
const panel = onDemand<Panel>(() => import("./menu-panel"));

/** A menu that opens from its trigger. */
export function Menu(props: Omit<ComponentProps<Panel["MenuPanel"]>, "open" | "onOpenChange" | "byKey">) {
  const loaded = useOnDemand(panel);
  const [open, setOpen] = useState(false);
  // Once opened it stays what it became: its trigger keeps the focus that the closing menu gives back.
  const [wanted, setWanted] = useState<"by key" | "by pointer">();
  const want = (event?: MouseEvent) => {
    setWanted(event?.detail ? "by pointer" : "by key");
    setOpen(true);
    void panel.load();
  };
  if (loaded && wanted)
    return <loaded.MenuPanel {...props} open={open} onOpenChange={setOpen} byKey={wanted === "by key"} />;
  return plainTrigger(props.trigger, "menu", { near: () => void panel.load(), open: want });
}

// What is in a menu is rendered when the menu is there, and with it what it is made of.

export function MenuItem(props: ComponentProps<Panel["MenuItem"]>) {
  const Part = panel.get()?.MenuItem;
  return Part ? <Part {...props} /> : null;
}

export function MenuLabel(props: ComponentProps<Panel["MenuLabel"]>) {
  const Part = panel.get()?.MenuLabel;
  return Part ? <Part {...props} /> : null;
}

export function MenuSeparator() {
  const Part = panel.get()?.MenuSeparator;
  return Part ? <Part /> : null;
}

/** One of several, with a tick at the one in force. */
export function MenuChoices(props: ComponentProps<Panel["MenuChoices"]>) {
  const Part = panel.get()?.MenuChoices;
  return Part ? <Part {...props} /> : null;
}
