"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ListCard } from "@/components/settings/section";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import type { CannedAnswerView } from "@/server/domain/canned-answers/schema";
import { AnswerDialog } from "./answer-dialog";

type Act = { what: "edit" | "delete"; answer: CannedAnswerView } | { what: "create" };

/** The answers that are written once and used often. */
export function CannedAnswers() {
  const t = useTranslations("tasks.cannedSettings");
  const may = useMay("tasks:write");
  const utils = trpc.useUtils();
  const [search, setSearch] = useState("");
  const [act, setAct] = useState<Act | null>(null);
  const query = trpc.cannedAnswer.list.useQuery({});
  const remove = trpc.cannedAnswer.delete.useMutation({ onSettled: () => utils.cannedAnswer.invalidate() });
  const words = search.trim().toLowerCase();
  const found = (query.data?.data ?? []).filter(({ title, shortcut, body }) =>
    `${title} /${shortcut} ${body}`.toLowerCase().includes(words),
  );
  const close = (open: boolean) => !open && setAct(null);
  const doomed = act?.what === "delete" ? act.answer : null;
  const add = (
    <Button
      variant="primary"
      disabledReason={may ? null : t("mayNot")}
      onClick={() => setAct({ what: "create" })}
    >
      {t("new")}
    </Button>
  );
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t("title")} action={add}>
        {t("description")}
      </PageHeader>
      {(query.data?.data.length ?? 0) > 5 && (
        <Input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="max-w-72"
        />
      )}
      <ListCard query={query} what={t("what")}>
        {found.length === 0 ? (
          <EmptyState kind={words ? "noMatch" : "empty"} title={words ? t("noMatchTitle") : t("emptyTitle")}>
            {words ? t("noMatchText") : t("emptyText")}
          </EmptyState>
        ) : (
          <ul aria-label={t("title")} className="divide-y">
            {found.map((answer) => (
              <li key={answer.id} className="flex min-h-14 items-center gap-3 px-4 py-2">
                <div className="min-w-0 flex-1">
                  <div className="flex flex-wrap items-baseline gap-x-2">
                    <span className="font-medium text-sm">{answer.title}</span>
                    <code className="text-ink-subtle text-xs">/{answer.shortcut}</code>
                    {answer.team && <Badge>{answer.team.name}</Badge>}
                  </div>
                  <p className="truncate text-ink-subtle text-xs">{answer.body}</p>
                </div>
                {may && (
                  <Menu
                    trigger={
                      <Button variant="ghost" size="icon" aria-label={t("actions", { title: answer.title })}>
                        <Ellipsis aria-hidden />
                      </Button>
                    }
                  >
                    <MenuItem onSelect={() => setAct({ what: "edit", answer })}>{t("edit")}</MenuItem>
                    <MenuSeparator />
                    <MenuItem danger onSelect={() => setAct({ what: "delete", answer })}>
                      {t("delete")}
                    </MenuItem>
                  </Menu>
                )}
              </li>
            ))}
          </ul>
        )}
      </ListCard>
      {(act?.what === "create" || act?.what === "edit") && (
        <AnswerDialog answer={act.what === "edit" ? act.answer : undefined} onOpenChange={close} />
      )}
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={close}
        title={t("deleteTitle", { title: doomed?.title ?? "" })}
        action={t("deleteAction")}
        onConfirm={async () => {
          if (doomed) await remove.mutateAsync({ cannedAnswerId: doomed.id });
        }}
      >
        {t("deleteText")}
      </ConfirmDialog>
    </div>
  );
}
