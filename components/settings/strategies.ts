import type { TeamView } from "@/server/domain/teams/schema";

export type Strategy = TeamView["assignmentStrategy"];

/** The ways to hand tasks out, the simplest first. */
export const STRATEGIES: Strategy[] = ["manual", "round-robin", "load-balanced"];
