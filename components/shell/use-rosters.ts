import { trpc } from "@/components/trpc";
import { inPages, rowsOf, useEveryPage } from "@/components/ui/pages";
import { roster } from "./roster";

/** All teams by name, as they come. */
export function useTeams(enabled = true) {
  const query = trpc.team.list.useInfiniteQuery(roster, { ...inPages, enabled });
  useEveryPage(query);
  return { ...query, rows: rowsOf(query) };
}

/** All members by name, as they come, also those who are not active any more. */
export function useMembers(enabled = true) {
  const query = trpc.member.list.useInfiniteQuery(roster, { ...inPages, enabled });
  useEveryPage(query);
  return { ...query, rows: rowsOf(query) };
}
