"use client";

import { useCallback, useEffect, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { Answers } from "./task-fields";

const pause = 250;

/**
 * Keeps what is typed into a form in this browser, under the task's and the person's ids, and puts it back after
 * a reload. `restored` is true while the form shows such a draft.
 */
export function useDraft(form: UseFormReturn<Answers>, id: string | null) {
  const key = keyOf(id);
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    if (key === null) return;
    const kept = read(key);
    if (kept) {
      const fields = new Set(Object.keys(form.getValues()));
      for (const [name, value] of Object.entries(kept)) {
        if (fields.has(name)) form.setValue(name, value, { shouldDirty: true });
      }
      setRestored(true);
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let dirty = false;
    const save = () => localStorage.setItem(key, JSON.stringify(form.getValues()));
    const unsubscribe = form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ isDirty }) => {
        clearTimeout(timer);
        dirty = Boolean(isDirty);
        if (dirty) timer = setTimeout(save, pause);
      },
    });
    // What was typed in the last moment has not been saved yet.
    const leave = () => dirty && save();
    window.addEventListener("pagehide", leave);
    return () => {
      leave();
      clearTimeout(timer);
      unsubscribe();
      window.removeEventListener("pagehide", leave);
    };
  }, [form, key]);

  const discard = useCallback(() => {
    if (key !== null) localStorage.removeItem(key);
    form.reset(form.getValues());
    setRestored(false);
  }, [form, key]);
  return { restored, discard };
}

/** A draft that was never sent, for after its form is gone: somebody else may have answered first. */
export function useUnsentDraft(id: string | null) {
  const key = keyOf(id);
  const [draft, setDraft] = useState<Answers | null>(null);
  useEffect(() => setDraft(key === null ? null : read(key)), [key]);
  const discard = () => {
    if (key !== null) localStorage.removeItem(key);
    setDraft(null);
  };
  return { draft, discard };
}

function keyOf(id: string | null): string | null {
  return id === null ? null : `orkestra.draft.${id}`;
}

function read(key: string): Answers | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof kept === "object" && kept !== null ? (kept as Answers) : null;
  } catch {
    return null;
  }
}
