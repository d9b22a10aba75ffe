"use client";

import { later } from "@/components/ui/on-demand";

/** Follows when another tab switches the workspace; a matter of tabs that have been open for a while. */
export const WorkspaceLeft = later(() =>
  import("./workspace-left-watch").then((module) => module.WorkspaceLeftWatch),
);
