"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { type Outputs, trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { later } from "@/components/ui/on-demand";
import { inPages, rowsOf } from "@/components/ui/pages";
import { ShowMore } from "@/components/ui/show-more";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import { SearchedList } from "./searched-list";

const CreateKeyDialog = later(() => import("./create-key-dialog").then((module) => module.CreateKeyDialog));

type Key = Outputs["key"]["list"]["data"][number];

/** The credentials of bots and assistants: what each may do, when it was last used, and how to end it. */
export function Keys() {
  const t = useTranslations("settings");
  const mayManage = useMay("admin:keys");
  const utils = trpc.useUtils();
  const [creating, setCreating] = useState(false);
  const [search, setSearch] = useState<string>();
  const [revoking, setRevoking] = useState<Key | null>(null);
  const query = trpc.key.list.useInfiniteQuery(
    { limit: 50, ...(search ? { query: search } : {}) },
    { ...inPages, enabled: mayManage },
  );
  const revoke = trpc.key.revoke.useMutation({ onSettled: () => utils.key.invalidate() });
  const shown = rowsOf(query);
  if (!mayManage) {
    return (
      <EmptyState page kind="forbidden" title={t("keys.forbidden")}>
        {t("keys.forbiddenText")}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <SearchedList
        title={t("keys.title")}
        lead={t("keys.lead")}
        add={
          <Button variant="primary" onClick={() => setCreating(true)}>
            {t("keys.new")}
          </Button>
        }
        search={{ label: t("keys.searchLabel"), text: search, onChange: setSearch }}
        query={query}
        what={t("keys.what")}
        count={shown.length}
        empty={{ title: t("keys.emptyTitle"), text: t("keys.emptyText") }}
      >
        <Table
          label={t("keys.title")}
          head={
            <>
              <Th>{t("keys.name")}</Th>
              <Th className="max-sm:hidden">{t("keys.permissions")}</Th>
              <Th>{t("keys.lastUsed")}</Th>
              <Th>
                <span className="sr-only">{t("actions")}</span>
              </Th>
            </>
          }
        >
          {shown.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
          ))}
        </Table>
      </SearchedList>
      <ShowMore query={query} className="" />
      {creating && <CreateKeyDialog open onOpenChange={setCreating} />}
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={t("keys.revokeTitle", { name: revoking?.name ?? "" })}
        action={t("keys.revokeAction")}
        onConfirm={async () => {
          if (revoking) await revoke.mutateAsync({ keyId: revoking.id });
        }}
      >
        {t("keys.revokeText")}
      </ConfirmDialog>
    </div>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: Key; onRevoke: () => void }) {
  const t = useTranslations("settings");
  const words = apiKey.scopes.map((scope) => t(`permissions.${scope}`));
  return (
    <Tr className={apiKey.revokedAt ? "text-ink-subtle" : undefined}>
      <Td>
        <div className="flex items-center gap-2 font-medium">
          {apiKey.name}
          {apiKey.revokedAt && <Badge tone="danger">{t("keys.revoked")}</Badge>}
        </div>
        <code className="text-ink-subtle text-xs">{apiKey.prefix}…</code>
      </Td>
      <Td className="text-ink-muted max-sm:hidden" title={words.join("\n")}>
        {words.length > 2
          ? t("keys.andMore", { first: words[0] ?? "", count: words.length - 1 })
          : words.join(", ")}
      </Td>
      <Td className="text-ink-muted">
        {apiKey.lastUsedAt ? <RelativeTime at={apiKey.lastUsedAt} ago /> : t("keys.never")}
      </Td>
      <Td className="w-0 text-right">
        {!apiKey.revokedAt && (
          <Button
            size="sm"
            variant="ghost"
            aria-label={t("keys.revokeNamed", { name: apiKey.name })}
            onClick={onRevoke}
          >
            {t("keys.revoke")}
          </Button>
        )}
      </Td>
    </Tr>
  );
}
