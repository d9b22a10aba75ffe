"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { roster } from "@/components/shell/roster";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/on-demand";
import { inPages, rowsOf, useEveryPage } from "@/components/ui/pages";
import { ShowMore } from "@/components/ui/show-more";
import { Table, Th } from "@/components/ui/table";
import type { MemberView } from "@/server/domain/members/schema";
import { DeactivateMember } from "./deactivate-member";
import { MemberRow } from "./member-row";
import { PendingInvites } from "./pending-invites";
import { SearchedList } from "./searched-list";
import { type Direction, SortHead } from "./sort-head";
import { type MemberSort, sortMembers } from "./sort-members";

const InviteDialog = later(() => import("./invite-dialog").then((module) => module.InviteDialog));
const ResetLinkDialog = later(() => import("./reset-link-dialog").then((module) => module.ResetLinkDialog));

/** Who has a seat here, what each may do, and who is invited. */
export function Members() {
  const t = useTranslations("settings");
  const mayInvite = useMay("admin:users");
  const [inviting, setInviting] = useState(false);
  const [deactivating, setDeactivating] = useState<MemberView | null>(null);
  const [resetting, setResetting] = useState<MemberView | null>(null);
  const [search, setSearch] = useState<string>();
  const [sort, setSort] = useState<{ by: MemberSort; direction: Direction }>({ by: "name", direction: 1 });
  const query = trpc.member.list.useInfiniteQuery(
    { ...roster, ...(search ? { query: search } : {}) },
    inPages,
  );
  // By name they come in order; any other order is one of them all.
  useEveryPage(query, sort.by !== "name" || sort.direction !== 1);
  const rows = sortMembers(rowsOf(query), sort.by, sort.direction);
  const head = (by: MemberSort, className?: string) => (
    <SortHead
      label={t(`members.${by}`)}
      direction={sort.by === by ? sort.direction : null}
      onSort={(direction) => setSort({ by, direction })}
      {...(className ? { className } : {})}
    />
  );
  return (
    <div className="flex flex-col gap-5">
      <SearchedList
        title={t("members.title")}
        lead={t("members.lead")}
        add={
          <Button
            variant="primary"
            disabledReason={mayInvite ? null : t("members.onlyAdmins")}
            onClick={() => setInviting(true)}
          >
            {t("members.invite")}
          </Button>
        }
        search={{ label: t("members.searchLabel"), text: search, onChange: setSearch }}
        query={query}
        what={t("members.what")}
        count={rows.length}
      >
        <Table
          label={t("members.title")}
          head={
            <>
              {head("name")}
              {head("role")}
              <Th className="max-lg:hidden">{t("members.teams")}</Th>
              {head("lastActive", "max-sm:hidden")}
              <Th>
                <span className="sr-only">{t("actions")}</span>
              </Th>
            </>
          }
        >
          {rows.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              onReset={() => setResetting(member)}
              onDeactivate={() => setDeactivating(member)}
            />
          ))}
        </Table>
      </SearchedList>
      <ShowMore query={query} className="" />
      {mayInvite && <PendingInvites />}
      {inviting && <InviteDialog open onOpenChange={setInviting} />}
      {resetting && <ResetLinkDialog member={resetting} onClose={() => setResetting(null)} />}
      {deactivating && <DeactivateMember member={deactivating} onClose={() => setDeactivating(null)} />}
    </div>
  );
}
