"use client";

import * as Radix from "@radix-ui/react-alert-dialog";
import { useTranslations } from "next-intl";
import { useEffect, useSyncExternalStore } from "react";
import { toast } from "sonner";
import { announceSwitch, onAnnouncedSwitch, shownWorkspace, switchedTo } from "@/components/shown-workspace";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { overlayClasses, panelClasses } from "@/components/ui/dialog";
import { problemOf } from "@/components/ui/problem";
import { useMe } from "./me";

/**
 * Follows when another tab switches the workspace. A page with nothing typed in goes along by itself; otherwise, and
 * when the server had to say so, it asks: what is on screen cannot be sent any more.
 */
export function WorkspaceLeft() {
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
  return (
    <Radix.Root open={left !== null}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClasses} />
        <Radix.Content
          className={cn(panelClasses, "gap-3 p-5 sm:max-w-md")}
          onEscapeKeyDown={(event) => event.preventDefault()}
        >
          <Radix.Title className="wrap-anywhere font-semibold text-lg">{t("title", { there })}</Radix.Title>
          <Radix.Description className="wrap-anywhere text-ink-muted text-sm">
            {t("text", { here: here?.name ?? t("before") })}
          </Radix.Description>
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            {here && (
              <Button
                className="max-w-full"
                loading={goBack.isPending}
                onClick={() => goBack.mutate({ tenantId: here.id })}
              >
                <span className="truncate">{t("back", { here: here.name })}</span>
              </Button>
            )}
            <Button variant="primary" onClick={followSwitch}>
              {t("reload")}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
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
