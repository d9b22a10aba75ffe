import { problemOf } from "@/components/ui/problem";

/** Tabs tell each other through it where their common session went. */
const CHANNEL = "orkestra-workspace";

let wentTo: string | null = null;
const listeners = new Set<() => void>();

/** The workspace this page was made for, by the mark its layout bears; nothing on pages outside of workspaces. */
export function shownWorkspace(): string | undefined {
  return document.querySelector<HTMLElement>("[data-workspace]")?.dataset.workspace;
}

/** The workspace that the session went to while this page still shows another one. */
export const switchedTo = {
  get: () => wentTo,
  set(tenantId: string | null) {
    wentTo = tenantId;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** Looks whether an operation was refused because this page shows a workspace that was left in another tab. */
export function noteRefusal(error: unknown) {
  const { code, details } = problemOf(error);
  if (code === "workspace_switched") switchedTo.set(String(details?.tenantId));
}

/** Tells the other tabs that the session is in another workspace now. */
export function announceSwitch(tenantId: string) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(tenantId);
  channel.close();
}

/** Hears when another tab switches. Returns the way to stop. */
export function onAnnouncedSwitch(hear: (tenantId: string) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => hear(String(data));
  return () => channel.close();
}
