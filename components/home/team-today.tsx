"use client";

import Link from "next/link";
import { useTimeZone, useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import { useTimeWords } from "@/components/ui/time-words";
import type { TeamState } from "@/server/domain/home/schema";

/** How the workspace's work stands today: as a whole, by team, by person. */
export function TeamToday() {
  const t = useTranslations("home.team");
  // Each half minute: what others do moves these figures, and a stream of changes would ask all the time.
  const query = trpc.home.teamState.useQuery(
    { timeZone: useTimeZone() ?? "UTC" },
    { refetchInterval: 30_000 },
  );
  return (
    <section aria-labelledby="team-today" className="flex flex-col gap-4">
      <h2 id="team-today" className="font-medium">
        {t("title")}
      </h2>
      {query.data ? (
        <>
          <Totals all={query.data.all} />
          <ByTeam teams={query.data.teams} />
          <ByPerson people={query.data.people} />
        </>
      ) : query.isError ? (
        <QueryError error={query.error} what={t("what")} onRetry={() => query.refetch()} />
      ) : (
        <SkeletonRows rows={4} label={t("loading")} />
      )}
    </section>
  );
}

function Totals({ all }: { all: TeamState["all"] }) {
  const t = useTranslations("home.team");
  const { span } = useTimeWords();
  const figures = [
    ["open", String(all.open)],
    ["unclaimed", String(all.unclaimed)],
    ["claimed", String(all.claimed)],
    ["breached", String(all.breached)],
    ["completedToday", String(all.completedToday)],
    ["median", all.medianAnswerMs === null ? "–" : span(all.medianAnswerMs)],
  ] as const;
  return (
    <dl className="grid grid-cols-3 gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-6">
      {figures.map(([name, value]) => (
        <div key={name} className="flex flex-col-reverse bg-surface p-3">
          <dt className="text-ink-muted text-xs">{t(name)}</dt>
          <dd
            className={cn(
              "tabular font-semibold text-lg",
              name === "breached" && all.breached > 0 && "text-danger-ink",
            )}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const number = "tabular text-right";

function ByTeam({ teams }: { teams: TeamState["teams"] }) {
  const t = useTranslations("home.team");
  const { span } = useTimeWords();
  if (teams.length === 0) return null;
  return (
    <div className="overflow-hidden rounded-lg border">
      <Table
        label={t("byTeam")}
        head={
          <>
            <Th>{t("teamName")}</Th>
            <Th className="text-right">{t("open")}</Th>
            <Th className="text-right max-sm:hidden">{t("claimed")}</Th>
            <Th className="text-right">{t("breached")}</Th>
            <Th className="text-right">{t("completedToday")}</Th>
            <Th className="text-right max-sm:hidden">{t("median")}</Th>
            <Th className="max-md:hidden">{t("oldest")}</Th>
          </>
        }
      >
        {teams.map((team) => (
          <Tr key={team.id ?? "none"}>
            <Td className="font-medium">{team.name ?? t("noTeam")}</Td>
            <Td className={number}>{team.open}</Td>
            <Td className={cn(number, "max-sm:hidden")}>{team.claimed}</Td>
            <Td className={cn(number, team.breached > 0 && "font-medium text-danger-ink")}>
              {team.breached}
            </Td>
            <Td className={number}>{team.completedToday}</Td>
            <Td className={cn(number, "text-ink-muted max-sm:hidden")}>
              {team.medianAnswerMs === null ? "–" : span(team.medianAnswerMs)}
            </Td>
            <Td className="max-w-56 max-md:hidden">
              {team.oldest && (
                <Link
                  href={`/tasks/${team.oldest.taskId}`}
                  className="flex items-baseline gap-2 hover:underline"
                >
                  <span className="truncate">{team.oldest.title}</span>
                  <RelativeTime at={team.oldest.createdAt} className="text-ink-subtle text-xs" />
                </Link>
              )}
            </Td>
          </Tr>
        ))}
      </Table>
    </div>
  );
}

function ByPerson({ people }: { people: TeamState["people"] }) {
  const t = useTranslations("home.team");
  const { span } = useTimeWords();
  return (
    <div className="overflow-hidden rounded-lg border">
      <Table
        label={t("byPerson")}
        head={
          <>
            <Th>{t("person")}</Th>
            <Th className="text-right">{t("claimed")}</Th>
            <Th className="text-right">{t("breached")}</Th>
            <Th className="text-right">{t("completedToday")}</Th>
            <Th className="text-right max-sm:hidden">{t("median")}</Th>
          </>
        }
      >
        {people.map((person) => (
          <Tr key={person.id}>
            <Td className="font-medium">{person.name}</Td>
            <Td className={number}>{person.claimed}</Td>
            <Td className={cn(number, person.breached > 0 && "font-medium text-danger-ink")}>
              {person.breached}
            </Td>
            <Td className={number}>{person.completedToday}</Td>
            <Td className={cn(number, "text-ink-muted max-sm:hidden")}>
              {person.medianAnswerMs === null ? "–" : span(person.medianAnswerMs)}
            </Td>
          </Tr>
        ))}
      </Table>
    </div>
  );
}
