import type { TeamView } from "@/server/domain/teams/schema";

export type Strategy = TeamView["assignmentStrategy"];

export const strategyLabels: Record<Strategy, string> = {
  manual: "Tasks wait until somebody claims them",
  "round-robin": "Each task goes to the next in turn",
  "load-balanced": "Each task goes to whoever has fewest",
};

export const strategyOptions = [
  { value: "manual", label: "Manual", hint: strategyLabels.manual },
  { value: "round-robin", label: "Round-robin", hint: strategyLabels["round-robin"] },
  { value: "load-balanced", label: "Load-balanced", hint: strategyLabels["load-balanced"] },
];
