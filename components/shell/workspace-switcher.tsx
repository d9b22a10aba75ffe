"use client";

import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Menu } from "@/components/ui/menu";
import { later } from "@/components/ui/on-demand";
import { useMe } from "./me";

const choices = () => import("./workspace-choices");
const WorkspaceChoices = later(() => choices().then((module) => module.WorkspaceChoices));
const CreateWorkspace = later(() => choices().then((module) => module.CreateWorkspace));

/** The workspace one is in, the others one has a seat in, and a way to make another. */
export function WorkspaceSwitcher() {
  const t = useTranslations("shell.workspaces");
  const me = useMe();
  const [creating, setCreating] = useState(false);
  const here = me?.tenant;
  if (!here) return <div className="h-9" />;
  return (
    <>
      <Menu
        align="start"
        className="w-60"
        trigger={
          <button
            type="button"
            className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover data-[state=open]:bg-hover"
          >
            <span
              aria-hidden
              className="flex size-6 shrink-0 items-center justify-center rounded-md bg-accent font-semibold text-on-accent text-xs"
            >
              {[...here.name][0]?.toUpperCase()}
            </span>
            <span className="min-w-0 flex-1 truncate font-medium text-sm">
              <span className="sr-only">{t("here")} </span>
              {here.name}
            </span>
            <ChevronsUpDown className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
          </button>
        }
      >
        <WorkspaceChoices onNew={() => setCreating(true)} />
      </Menu>
      {creating && <CreateWorkspace open onOpenChange={setCreating} />}
    </>
  );
}
