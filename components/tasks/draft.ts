"use client";

import { onlineManager } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { problemOf } from "@/components/ui/problem";
import type { TaskDraft } from "@/server/domain/tasks/schema";
import type { Answers } from "./task-fields";

/** What is typed is kept in this browser at once, and on the server when the hands rest. */
const localPause = 250;
const serverPause = 1_000;

export interface KeptDraft {
  savedAt: string;
  /** It was written on another device. */
  elsewhere: boolean;
}

/**
 * Keeps what is typed into a task's form on the server, and puts it back after a reload or on another device. What the
 * server has not heard of yet waits in this browser. `restored` tells of a draft that the form shows; `newer` is one of
 * another device that this page did not know when it wanted to save its own.
 */
export function useDraft(
  form: UseFormReturn<Answers>,
  task: { id: string; revision: number },
  userId?: string,
) {
  const utils = trpc.useUtils();
  // Without the server it waits in this browser, not in a line of changes.
  const { mutateAsync: save } = trpc.task.saveDraft.useMutation({ networkMode: "always", retry: false });
  const { mutate: remove } = trpc.task.discardDraft.useMutation();
  const key = userId ? `orkestra.draft.${userId}.${task.id}` : null;
  const [restored, setRestored] = useState<KeptDraft | null>(null);
  const [newer, setNewer] = useState<TaskDraft | null>(null);
  /** When the draft that this page knows was saved. */
  const since = useRef<string>(undefined);
  const revision = useRef(task.revision);
  revision.current = task.revision;
  const timers = useRef<{ local?: ReturnType<typeof setTimeout>; server?: ReturnType<typeof setTimeout> }>(
    {},
  );

  const push = useCallback(async () => {
    const kept = key && readLocal(key);
    if (!kept) return;
    const written = { formData: kept, device: thisDevice(), revision: revision.current };
    try {
      const { savedAt } = await save({
        taskId: task.id,
        ...written,
        ...(since.current ? { since: since.current } : {}),
      });
      since.current = savedAt;
      if (JSON.stringify(readLocal(key)) === JSON.stringify(kept)) localStorage.removeItem(key);
    } catch (cause) {
      // Without an answer it stays in this browser, until the server is back, the next key or the next visit.
      const { code, details } = problemOf(cause);
      if (code === "draft_elsewhere") setNewer(details?.draft as TaskDraft);
    }
  }, [key, save, task.id]);

  useEffect(() => {
    if (key === null) return;
    let gone = false;
    const local = readLocal(key);
    if (local && fill(form, local)) setRestored({ savedAt: new Date().toISOString(), elsewhere: false });
    void utils.task.draft
      .fetch({ taskId: task.id }, { staleTime: 0 })
      .then(({ draft }) => {
        if (gone || !draft) return;
        const elsewhere = draft.device !== thisDevice();
        if (local || form.formState.isDirty) {
          // What another device wrote is asked about when this page's own is saved.
          if (!elsewhere) since.current = draft.savedAt;
          return;
        }
        since.current = draft.savedAt;
        if (fill(form, draft.formData as Answers)) setRestored({ savedAt: draft.savedAt, elsewhere });
      })
      .catch(() => undefined)
      .then(() => (local && !gone ? push() : undefined));
    return () => {
      gone = true;
    };
  }, [form, key, push, task.id, utils]);

  useEffect(() => {
    if (key === null) return;
    const clocks = timers.current;
    let dirty = false;
    const keep = () => localStorage.setItem(key, JSON.stringify(form.getValues()));
    const unsubscribe = form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ isDirty }) => {
        clearTimeout(clocks.local);
        clearTimeout(clocks.server);
        dirty = Boolean(isDirty);
        if (!dirty) return;
        clocks.local = setTimeout(keep, localPause);
        clocks.server = setTimeout(() => void push(), serverPause);
      },
    });
    // What was typed in the last moment has not been kept yet.
    const leave = () => {
      if (dirty && clocks.local) keep();
    };
    window.addEventListener("pagehide", leave);
    const stopWaiting = onlineManager.subscribe((online) => online && void push());
    return () => {
      leave();
      clearTimeout(clocks.local);
      clearTimeout(clocks.server);
      unsubscribe();
      if (dirty) void push();
      window.removeEventListener("pagehide", leave);
      stopWaiting();
    };
  }, [form, key, push]);

  /** Nothing more is to be kept: the answer was sent, which removes the server's draft as well. */
  const settle = useCallback(() => {
    clearTimeout(timers.current.local);
    clearTimeout(timers.current.server);
    timers.current = {};
    if (key !== null) localStorage.removeItem(key);
    form.reset(form.getValues());
    setRestored(null);
    setNewer(null);
  }, [form, key]);
  const discard = () => {
    settle();
    remove({ taskId: task.id });
  };
  const takeNewer = () => {
    if (!newer || !key) return;
    since.current = newer.savedAt;
    localStorage.removeItem(key);
    fill(form, newer.formData as Answers);
    setRestored({ savedAt: newer.savedAt, elsewhere: true });
    setNewer(null);
  };
  const keepMine = () => {
    since.current = newer?.savedAt;
    setNewer(null);
    void push();
  };
  return { restored, newer, settle, discard, takeNewer, keepMine };
}

/** Puts answers into those fields that the form has. @returns whether there was anything to put */
function fill(form: UseFormReturn<Answers>, answers: Answers): boolean {
  const known = new Set(Object.keys(form.getValues()));
  const fitting = Object.entries(answers).filter(([name]) => known.has(name));
  for (const [name, value] of fitting) form.setValue(name, value, { shouldDirty: true });
  return fitting.length > 0;
}

function readLocal(key: string): Answers | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof kept === "object" && kept !== null ? (kept as Answers) : null;
  } catch {
    return null;
  }
}

const deviceKey = "orkestra.device";

/** A name for this browser, by which a draft of another device is told from one's own. */
function thisDevice(): string {
  const known = localStorage.getItem(deviceKey);
  if (known) return known;
  const made = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join("");
  localStorage.setItem(deviceKey, made);
  return made;
}
