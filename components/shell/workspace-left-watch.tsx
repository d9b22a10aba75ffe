"use client";

import { useTranslations } from "next-intl";
import { useEffect, useSyncExternalStore } from "react";
import { announceSwitch, onAnnouncedSwitch, shownWorkspace, switchedTo } from "@/components/shown-workspace";
import { trpc } from "@/components/trpc";
import { later } from "@/components/ui/on-demand";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import { useMe } from "./me";

const WorkspaceLeftNotice = later(() => import("./workspace-left-notice").then((module) => module.default));

/**
 * Follows when another tab switches the workspace. A page with nothing typed in goes along by itself; otherwise, and
 * when the server had to say so, it asks: what is on screen cannot be sent any more.
 */
export function WorkspaceLeftWatch() {
  const t = useTranslations("shell.left");
  const me = useMe();
  const left = useSyncExternalStore(switchedTo.subscribe, switchedTo.get, () => null);
  useEffect(
    () =>
      onAnnouncedSwitch((tenantId) => {
        if (tenantId === shownWorkspace()) switchedTo.set(null);
        else if (hasTypedText()) switchedTo.set(tenantId);
        else followSwitch();
      }),
    [],
  );
  const goBack = trpc.account.switchTenant.useMutation({
    onSuccess: (_, { tenantId }) => {
      announceSwitch(tenantId);
      switchedTo.set(null);
    },
    onError: (error) => toast.error(problemOf(error).message),
  });
  const here = me?.tenant;
  const there = me?.tenants.find((tenant) => tenant.id === left)?.name ?? t("another");
  if (left === null) return null;
  return (
    <WorkspaceLeftNotice
      here={here?.name}
      there={there}
      pending={goBack.isPending}
      onBack={here ? () => goBack.mutate({ tenantId: here.id }) : undefined}
      onReload={followSwitch}
    />
  );
}

/** What this page shows is not in the other workspace; its inbox is. */
function followSwitch() {
  window.location.assign("/inbox");
}

function hasTypedText(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    "main :is(textarea, input), [role=dialog] :is(textarea, input)",
  );
  return [...fields].some(
    ({ type, value }) => type !== "checkbox" && type !== "hidden" && value.trim() !== "",
  );
}
