"use client";

import { Ellipsis, KeyRound, Link2, Pause, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { later } from "@/components/ui/on-demand";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import { OnceShown, type Shown } from "./once-shown";
import type { Trigger } from "./trigger-page";

const TriggerDialog = later(() => import("./trigger-dialog").then((module) => module.TriggerDialog));

type Asked = "edit" | "address" | "secret" | "delete" | null;

/** What can be done about a trigger. */
export function TriggerActions({ trigger }: { trigger: Trigger }) {
  const t = useTranslations("triggers");
  const router = useRouter();
  const utils = trpc.useUtils();
  const may = useMay("workflows:write");
  const [asked, setAsked] = useState<Asked>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const target = { triggerId: trigger.id };
  const shared = {
    onError: (error: unknown) => toast.error(problemOf(error).message),
    onSettled: () => utils.trigger.invalidate(),
  };
  const update = trpc.trigger.update.useMutation(shared);
  const once = { onSuccess: setShown, onSettled: shared.onSettled };
  const rotate = trpc.trigger.rotate.useMutation(once);
  const rotateSecret = trpc.trigger.rotateSecret.useMutation(once);
  const remove = trpc.trigger.delete.useMutation({ onSuccess: () => router.push("/triggers") });
  const close = (open: boolean) => !open && setAsked(null);
  const refusal = may ? null : t("mayNot");
  return (
    <div className="ml-auto flex items-center gap-2">
      <Button
        size="sm"
        disabledReason={refusal}
        loading={update.isPending}
        onClick={() => update.mutate({ ...target, enabled: !trigger.enabled })}
      >
        {trigger.enabled ? <Pause aria-hidden /> : <Play aria-hidden />}
        {trigger.enabled ? t("pause") : t("resume")}
      </Button>
      <Button size="sm" disabledReason={refusal} onClick={() => setAsked("edit")}>
        {t("edit")}
      </Button>
      {may && (
        <Menu
          trigger={
            <Button size="sm" variant="ghost" aria-label={t("moreActions")}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          {trigger.kind === "webhook" && (
            <MenuItem onSelect={() => setAsked("address")}>
              <Link2 aria-hidden />
              {t("rotate.address")}
            </MenuItem>
          )}
          {trigger.hasSecret && (
            <MenuItem onSelect={() => setAsked("secret")}>
              <KeyRound aria-hidden />
              {t("rotate.secret")}
            </MenuItem>
          )}
          {trigger.kind === "webhook" && <MenuSeparator />}
          <MenuItem danger onSelect={() => setAsked("delete")}>
            <Trash2 aria-hidden />
            {t("delete.action")}
          </MenuItem>
        </Menu>
      )}
      {asked === "edit" && <TriggerDialog trigger={trigger} onClose={() => setAsked(null)} />}
      <ConfirmDialog
        open={asked === "address" || asked === "secret"}
        onOpenChange={close}
        title={
          asked === "secret"
            ? t("rotate.secretTitle", { name: trigger.name })
            : t("rotate.addressTitle", { name: trigger.name })
        }
        action={asked === "secret" ? t("rotate.secret") : t("rotate.address")}
        onConfirm={() => (asked === "secret" ? rotateSecret : rotate).mutateAsync(target)}
      >
        {asked === "secret" ? t("rotate.secretText") : t("rotate.addressText")}
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === "delete"}
        onOpenChange={close}
        title={t("delete.title", { name: trigger.name })}
        action={t("delete.action")}
        onConfirm={async () => {
          await remove.mutateAsync(target);
          await utils.trigger.list.invalidate();
        }}
      >
        {t("delete.text", { workflow: trigger.workflow })}
      </ConfirmDialog>
      {shown && <OnceShown shown={shown} onClose={() => setShown(null)} />}
    </div>
  );
}
