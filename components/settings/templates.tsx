"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { later } from "@/components/ui/on-demand";
import { inPages, rowsOf } from "@/components/ui/pages";
import { ShowMore } from "@/components/ui/show-more";
import { toast } from "@/components/ui/toast";
import type { TemplateView } from "@/server/domain/templates/schema";
import { SearchedList } from "./searched-list";

const TemplateDialog = later(() => import("./template-dialog").then((module) => module.TemplateDialog));

/** Named shapes of tasks, for those that are opened without a workflow. */
export function Templates() {
  const t = useTranslations("settings");
  const mayManage = useMay("tasks:admin");
  const utils = trpc.useUtils();
  const [search, setSearch] = useState<string>();
  const [editing, setEditing] = useState<TemplateView | "new" | null>(null);
  const [deleting, setDeleting] = useState<TemplateView | null>(null);
  const query = trpc.template.list.useInfiniteQuery(
    { limit: 50, ...(search ? { query: search } : {}) },
    inPages,
  );
  const remove = trpc.template.delete.useMutation({ onSettled: () => utils.template.invalidate() });
  const rows = rowsOf(query);
  return (
    <div className="flex flex-col gap-5">
      <SearchedList
        title={t("templates.title")}
        lead={t("templates.lead")}
        add={
          <Button
            variant="primary"
            disabledReason={mayManage ? null : t("templates.onlyAdmins")}
            onClick={() => setEditing("new")}
          >
            {t("templates.new")}
          </Button>
        }
        search={{ label: t("templates.searchLabel"), text: search, onChange: setSearch }}
        query={query}
        what={t("templates.what")}
        count={rows.length}
        empty={{ title: t("templates.emptyTitle"), text: t("templates.emptyText") }}
      >
        <ul aria-label={t("templates.title")} className="divide-y">
          {rows.map((template) => (
            <TemplateRow
              key={template.id}
              template={template}
              mayManage={mayManage}
              onEdit={() => setEditing(template)}
              onDelete={() => setDeleting(template)}
            />
          ))}
        </ul>
      </SearchedList>
      <ShowMore query={query} className="" />
      {editing && (
        <TemplateDialog
          template={editing === "new" ? null : editing}
          onOpenChange={(open) => !open && setEditing(null)}
        />
      )}
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        title={t("templates.deleteTitle", { name: deleting?.name ?? "" })}
        action={t("templates.deleteAction")}
        onConfirm={async () => {
          if (!deleting) return;
          await remove.mutateAsync({ templateId: deleting.id });
          toast.success(t("templates.deleted", { name: deleting.name }));
        }}
      >
        {t("templates.deleteText", { slug: deleting?.slug ?? "" })}
      </ConfirmDialog>
    </div>
  );
}

function TemplateRow({
  template,
  mayManage,
  onEdit,
  onDelete,
}: {
  template: TemplateView;
  mayManage: boolean;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const t = useTranslations("settings.templates");
  const { name, slug, team, form } = template;
  const fields = Object.keys(form.fields).length;
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2">
      <div className="wrap-anywhere min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium text-sm">{name}</span>
          <code className="text-ink-subtle text-xs">{slug}</code>
        </div>
        <div className="text-ink-subtle text-xs">
          {template.title} · {team?.name ?? t("noTeam")} · {t("fields", { count: fields })}
        </div>
      </div>
      {mayManage && (
        <>
          <Button size="sm" aria-label={t("editNamed", { name })} onClick={onEdit}>
            {t("edit")}
          </Button>
          <Button size="sm" variant="ghost" aria-label={t("deleteNamed", { name })} onClick={onDelete}>
            {t("delete")}
          </Button>
        </>
      )}
    </li>
  );
}
