import { and, eq, or, sql } from "drizzle-orm";
import { members, teams } from "@/db/schema/members";
import { users } from "@/db/schema/users";
import { post, prepared, shared, type Tx } from "@/db/tenancy";
import type { Assignment } from "@/server/domain/assignment/schema";
import { invalid } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";
import {
  type Conversation,
  candidatesOf,
  choose,
  lastAgentOf,
  mayChoose,
  openTasksOf,
  peopleOfTeam,
} from "./candidates";
import type { TaskAt } from "./history";
import type { AssignTo } from "./schema";

type TeamRow = typeof teams.$inferSelect;

/** Where a task goes: a team's queue, one person of it, or one person without a team. */
export interface Assignee {
  teamId: string | null;
  userId: string | null;
  /** For the timeline. */
  label: string;
  /** The SLA policy that the team names. */
  slaPolicy?: string | null;
  /** How the person was chosen, where a strategy did. */
  assignment?: Assignment | null;
}

/** What a task is looking for in a team. */
export interface Wanted {
  skills: readonly string[];
  /** Whose customer may come back to who answered last. */
  conversation?: Conversation | undefined;
  /** Somebody whom it is taken from. */
  except?: string | undefined;
  /** Gives it to the next in turn even where the team's tasks wait in the queue. */
  rotate?: boolean;
}

/**
 * Finds whom `assignTo` means and, for a team, whose turn it is by the team's strategy.
 * @throws Invalid (`unknown_assignee`) naming what was not found.
 */
export async function resolveAssignee(at: TaskAt, assignTo: AssignTo, wanted: Wanted): Promise<Assignee> {
  return "team" in assignTo ? assignToTeam(at, assignTo.team, wanted) : assignToUser(at.tx, assignTo.user);
}

/** The team or person that is meant, without anybody's turn. @throws Invalid (`unknown_assignee`) */
export async function findAssignee(tx: Tx, to: AssignTo): Promise<Assignee> {
  if ("user" in to) return assignToUser(tx, to.user);
  const found = await findTeam(tx, to.team);
  return { teamId: found.id, userId: null, label: found.name, slaPolicy: found.slaPolicy };
}

async function assignToUser(tx: Tx, user: string): Promise<Assignee> {
  const [found] = await tx
    .select({ id: users.id, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.status, "active"),
        isId(user) ? eq(users.id, user) : eq(users.email, user.toLowerCase()),
      ),
    );
  if (!found) throw unknownAssignee("user", user);
  return { teamId: null, userId: found.id, label: found.name };
}

async function findTeam(tx: Tx, team: string) {
  const [found] = isId(team)
    ? await tx
        .select()
        .from(teams)
        .where(or(eq(teams.id, team), eq(teams.slug, team)))
    : await shared(tx, `team ${team}`, () => teamBySlug(tx, { slug: team }));
  if (!found) throw unknownAssignee("team", team);
  return found;
}

const teamBySlug = prepared((tx) =>
  tx
    .select()
    .from(teams)
    .where(eq(teams.slug, sql.placeholder("slug"))),
);

async function assignToTeam(at: TaskAt, team: string, wanted: Wanted): Promise<Assignee> {
  const found = await findTeam(at.tx, team);
  const { id: teamId, name, slaPolicy } = found;
  const strategy =
    wanted.rotate && found.assignmentStrategy === "manual" ? "round-robin" : found.assignmentStrategy;
  if (strategy === "manual") return { teamId, userId: null, label: name, slaPolicy, assignment: null };
  const assignment = await nextPerson(at, { ...found, strategy }, wanted);
  const { chosen } = assignment;
  const label = chosen ? `${name} · ${chosen.name}` : name;
  return { teamId, userId: chosen?.id ?? null, label, slaPolicy, assignment };
}

/** Chooses by the team's strategy, and says why. The lock makes two tasks that open at once take two turns. */
async function nextPerson(
  { tx, now }: TaskAt,
  team: TeamRow & { strategy: "round-robin" | "load-balanced" },
  { skills, conversation, except }: Wanted,
): Promise<Assignment> {
  const [locked] = await tx
    .select({ last: teams.lastAssignedUserId })
    .from(teams)
    .where(eq(teams.id, team.id))
    .for("update");
  const people = (await peopleOfTeam(tx, { teamId: team.id })).filter(({ id }) => id !== except);
  const counts = team.strategy === "load-balanced" || people.some(({ capacity }) => capacity !== null);
  const candidates = candidatesOf(
    people,
    now,
    skills,
    counts ? await openTasksOf(tx, team.id, people) : null,
  );
  const last = locked?.last ?? null;
  const asksWho = team.sticky && conversation !== undefined && mayChoose(candidates).length > 1;
  const sticky = asksWho ? await lastAgentOf(tx, conversation) : null;
  const { strategy } = team;
  const { chosen, reason } = choose(candidates, { strategy, last, sticky });
  if (chosen && strategy === "round-robin" && reason === "turn") {
    post(tx.update(teams).set({ lastAssignedUserId: chosen.id }).where(eq(teams.id, team.id)));
  }
  return {
    at: now.toISOString(),
    team: team.name,
    strategy,
    reason,
    chosen: chosen && { id: chosen.id, name: chosen.name },
    skills: [...skills],
    candidates: candidates.slice(0, KEPT_CANDIDATES),
  };
}

/** A reason names so many of those it was chosen from. */
const KEPT_CANDIDATES = 30;

function unknownAssignee(what: "team" | "user", given: string) {
  const hint =
    what === "team" ? "Name a team by its slug or id." : "Name an active member by id or e-mail address.";
  return invalid(
    `There is no ${what} ${JSON.stringify(given)} in this workspace. ${hint}`,
    [{ path: `assignTo.${what}`, message: "does not exist" }],
    "unknown_assignee",
  );
}
