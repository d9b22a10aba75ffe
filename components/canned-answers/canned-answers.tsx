"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { hasWords } from "@/components/settings/has-words";
import { SearchedList } from "@/components/settings/searched-list";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { later } from "@/components/ui/on-demand";
import type { CannedAnswerView } from "@/server/domain/canned-answers/schema";

const AnswerDialog = later(() => import("./answer-dialog").then((module) => module.AnswerDialog));

type Act = { what: "edit" | "delete"; answer: CannedAnswerView } | { what: "create" };

/** The answers that are written once and used often. */
export function CannedAnswers() {
  const t = useTranslations("tasks.cannedSettings");
  const may = useMay("tasks:write");
  const utils = trpc.useUtils();
  const [search, setSearch] = useState<string>();
  const [act, setAct] = useState<Act | null>(null);
  const query = trpc.cannedAnswer.list.useQuery({});
  const remove = trpc.cannedAnswer.delete.useMutation({ onSettled: () => utils.cannedAnswer.invalidate() });
  const found = (query.data?.data ?? []).filter(({ title, shortcut, body }) =>
    hasWords(`${title} /${shortcut} ${body}`, search),
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
      <SearchedList
        title={t("title")}
        lead={t("description")}
        add={add}
        search={{ label: t("search"), text: search, onChange: setSearch }}
        query={query}
        what={t("what")}
        count={found.length}
        empty={{ title: t("emptyTitle"), text: t("emptyText") }}
      >
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
      </SearchedList>
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
