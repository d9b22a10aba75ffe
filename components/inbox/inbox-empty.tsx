"use client";

import { useMay } from "@/components/shell/me";
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
  return (
    <EmptyState
      kind="empty"
      title={nothing[filters.view].title}
      action={
        counts && counts.open > 0 && filters.view !== "open" && filters.view !== "closed" ? (
          <Button onClick={() => onChange({ view: "open" })}>Show all {counts.open}</Button>
        ) : undefined
      }
    >
      {nothing[filters.view].text}
    </EmptyState>
  );
}
