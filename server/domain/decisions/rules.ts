/** Who may decide, and when it is decided. Pure, and shared with pages. */
import type { ActorRef } from "@/server/platform/actor";
import type { SeatedDeciders, Verdict } from "./schema";

export interface Made {
  seat: number;
  by: ActorRef;
  verdict: Verdict;
}

/** Approved with enough approvals; rejected by a veto, or when too few seats are left to approve. */
export function outcomeOf(deciders: SeatedDeciders, made: readonly Made[]): "approved" | "rejected" | null {
  const approvals = made.filter(({ verdict }) => verdict === "approve").length;
  const rejections = made.length - approvals;
  if (deciders.veto && rejections > 0) return "rejected";
  if (approvals >= deciders.quorum) return "approved";
  return deciders.seats.length - rejections < deciders.quorum ? "rejected" : null;
}

export interface DecidingCaller {
  id: string;
  type: ActorRef["type"];
  teamIds: ReadonlySet<string>;
  /** Those who are out and have given their decisions to the caller, by id. */
  standsFor: ReadonlyMap<string, ActorRef>;
}

export type Seating = { seat: number; onBehalfOf: ActorRef | null } | { whyNot: string };

/**
 * The seat that the caller would take: their own, their team's, or that of somebody they stand for. One person decides
 * once, and those who asked not at all unless the task allows it, nor does anybody for them.
 */
export function seatFor(
  deciders: SeatedDeciders,
  made: readonly Made[],
  caller: DecidingCaller,
  askedBy: ReadonlySet<string>,
): Seating {
  if (made.some(({ by }) => by.id === caller.id)) return { whyNot: "You have decided already." };
  if (!deciders.allowSelf && askedBy.has(caller.id))
    return { whyNot: "You asked for this decision: others have to make it." };
  const free = deciders.seats
    .map((seat, index) => ({ ...seat, index }))
    .filter(({ index }) => !made.some(({ seat }) => seat === index));
  const own = free.find(({ userId }) => userId !== null && userId === caller.id);
  if (own) return { seat: own.index, onBehalfOf: null };
  const team = free.find(({ teamId }) => teamId !== null && isOfTeam(caller, teamId));
  if (team) return { seat: team.index, onBehalfOf: null };
  for (const { userId, index } of free) {
    const absent = userId === null ? undefined : caller.standsFor.get(userId);
    if (absent && (deciders.allowSelf || !askedBy.has(absent.id))) return { seat: index, onBehalfOf: absent };
  }
  return { whyNot: "This decision is for others." };
}

/** Keys and assistants serve every team of their tenant. */
function isOfTeam({ type, teamIds }: DecidingCaller, teamId: string): boolean {
  return type !== "user" || teamIds.has(teamId);
}
