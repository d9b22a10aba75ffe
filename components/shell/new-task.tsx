"use client";

import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { later } from "@/components/ui/on-demand";
import { useMay } from "./me";
import { useActions } from "./shortcuts";

// Asked for by a key or a button: the pages do without.
const NewTaskDialog = later(() =>
  import("@/components/tasks/new-task-dialog").then((module) => module.default),
);

const NewTaskContext = createContext<(() => void) | undefined>(undefined);

/** Lets people make a task from wherever they are. */
export function NewTaskProvider({ children }: { children: ReactNode }) {
  const may = useMay("tasks:write");
  const [open, setOpen] = useState(false);
  const begin = useCallback(() => setOpen(true), []);
  useActions("anywhere", { newTask: may ? begin : undefined });
  return (
    <NewTaskContext value={may ? begin : undefined}>
      {children}
      {open && <NewTaskDialog onClose={() => setOpen(false)} />}
    </NewTaskContext>
  );
}

/** Opens the dialog for a new task; undefined for those who may make none. */
export function useNewTask(): (() => void) | undefined {
  return useContext(NewTaskContext);
}
