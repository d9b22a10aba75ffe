"use client";

import { useMay, useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { type Filters, isNarrowed, type View } from "./filters";
import { Onboarding } from "./onboarding";

const nothing: Record<View, { title: string; text: string }> = {
  mine: {
    title: "Nothing is yours right now",
    text: "Claim a task from your teams' list and it appears here.",
  },
  teams: { title: "All clear", text: "Tasks for you and your teams appear here as soon as somebody asks." },
  unassigned: { title: "Everything has an owner", text: "Tasks that nobody took yet appear here." },
  open: { title: "No open tasks", text: "Tasks of the whole workspace appear here." },
  closed: { title: "Nothing is done yet", text: "Completed, expired and cancelled tasks appear here." },
};

/** Why the list is empty: nothing matches, nothing is there, or the workspace is new and has things to set up. */
export function InboxEmpty({
  filters,
  onChange,
}: {
  filters: Filters;
  onChange: (next: Partial<Filters>) => void;
}) {
  const counts = trpc.task.counts.useQuery({}).data;
  const admin = useMay("admin:settings");
  const teamless = useTeamless();
  const closed = trpc.task.list.useQuery({ view: "closed", limit: 1 }, { enabled: admin });
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        kind="noMatch"
        title="No task matches"
        action={
          <Button onClick={() => onChange({ status: undefined, team: undefined, text: undefined })}>
            Clear the filters
          </Button>
        }
      >
        {filters.text ? `Nothing here contains “${filters.text}” with these filters.` : "Try other filters."}
      </EmptyState>
    );
  }
  const never = counts?.open === 0 && closed.data?.data.length === 0;
  if (never && admin) return <Onboarding />;
  const unreached = teamless && (filters.view === "teams" || filters.view === "mine");
  return (
    <EmptyState
      kind="empty"
      title={unreached ? "You are in no team yet" : nothing[filters.view].title}
      action={
        counts && counts.open > 0 && filters.view !== "open" && filters.view !== "closed" ? (
          <Button onClick={() => onChange({ view: "open" })}>Show all {counts.open}</Button>
        ) : undefined
      }
    >
      {unreached
        ? "Tasks come to you through teams. Ask an admin to add you to one, or look at All."
        : nothing[filters.view].text}
    </EmptyState>
  );
}

/** Whether one waits for tasks in vain: in no team, and without the right to change that. */
function useTeamless(): boolean {
  const me = useMe();
  const mayManage = useMay("admin:teams");
  const mine = trpc.team.list.useQuery(
    { memberId: me?.user.id, limit: 1 },
    { enabled: me !== undefined && !mayManage },
  );
  return mine.data?.data.length === 0 && !mayManage;
}
