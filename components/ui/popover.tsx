"use client";

import { type ComponentProps, useEffect, useState } from "react";
import { onDemand, plainTrigger, useOnDemand } from "./on-demand";

type Panel = typeof import("./popover-panel");

const panel = onDemand<Panel>(() => import("./popover-panel"));

type Props = Omit<ComponentProps<Panel["PopoverPanel"]>, "open" | "onOpenChange"> & {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** A panel that opens beside its trigger and leaves the page usable. */
export function Popover({ open: asked, onOpenChange, ...props }: Props) {
  const loaded = useOnDemand(panel);
  const [own, setOwn] = useState(false);
  const [wanted, setWanted] = useState(false);
  const open = asked ?? own;
  const change = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  useEffect(() => {
    if (!open) return;
    setWanted(true);
    void panel.load();
  }, [open]);
  if (loaded && wanted) return <loaded.PopoverPanel {...props} open={open} onOpenChange={change} />;
  return plainTrigger(props.trigger, "dialog", {
    near: () => void panel.load(),
    open: () => change(true),
  });
}
