"use client";

import { Ellipsis, PencilLine, Share2, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import type { SavedView } from "@/server/domain/inbox/schema";
import { NameDialog } from "./name-dialog";

/** Renames, shares and deletes a saved view. */
export function ViewMenu({ view, onDeleted }: { view: SavedView; onDeleted: () => void }) {
  const t = useTranslations("inbox.saved");
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<"rename" | "delete" | null>(null);
  const onSettled = () => utils.view.invalidate();
  const update = trpc.view.update.useMutation({
    onSettled,
    onError: (error) => toast.error(problemOf(error).message),
  });
  const remove = trpc.view.delete.useMutation({ onSettled });
  return (
    <>
      <Menu
        trigger={
          <Button
            variant="ghost"
            size="icon"
            className="size-6"
            aria-label={t("change", { name: view.name })}
          >
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => setAsked("rename")}>
          <PencilLine aria-hidden /> {t("rename")}
        </MenuItem>
        <MenuItem onSelect={() => update.mutate({ viewId: view.id, shared: !view.shared })}>
          <Share2 aria-hidden /> {t(view.shared ? "unshare" : "share")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setAsked("delete")}>
          <Trash2 aria-hidden /> {t("delete")}
        </MenuItem>
      </Menu>
      {asked === "rename" && (
        <NameDialog
          title={t("renameTitle")}
          action={t("rename")}
          name={view.name}
          onClose={() => setAsked(null)}
          onSave={({ name }) => update.mutateAsync({ viewId: view.id, name })}
        />
      )}
      <ConfirmDialog
        open={asked === "delete"}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t("deleteTitle", { name: view.name })}
        action={t("delete")}
        onConfirm={async () => {
          await remove.mutateAsync({ viewId: view.id });
          onDeleted();
        }}
      >
        {t(view.shared ? "deleteShared" : "deleteText")}
      </ConfirmDialog>
    </>
  );
}
