import { and, type SQL, sql } from "drizzle-orm";
import { teams } from "@/db/schema/members";
import { runs } from "@/db/schema/runs";
import { tasks } from "@/db/schema/tasks";
import { type Tx, unbound } from "@/db/tenancy";
import { TASK_STATUSES, TaskPriority, type TaskStatus } from "@/server/domain/tasks/schema";
import type { Meant } from "./condition";
import { type InboxGroup, NONE, type TaskGrouping } from "./schema";

/** Tasks are looked at for their groups up to this many; a group that none of them is in is not shown. */
const MOST = 20_000;
/** Groups at most. */
const LIMIT = 100;

const BY: Record<TaskGrouping, SQL> = {
  status: sql`${tasks.status}`,
  priority: sql`${tasks.priority}`,
  team: sql`${tasks.teamId}::text`,
  assignee: sql`${tasks.holderId}`,
  workflow: sql`(select ${runs.workflowName} from ${runs} where ${runs.tenantId} = ${tasks.tenantId} and ${runs.id} = ${tasks.runId})`,
};

/** The groups that the tasks which are meant fall into, with how many are in each. */
export async function inboxGroups(tx: Tx, meant: Meant, by: TaskGrouping): Promise<InboxGroup[]> {
  const parts = meant.branches.map(
    (branch) => sql`(select ${BY[by]} as key from ${tasks} where ${and(meant.where, branch)} limit ${MOST})`,
  );
  const grouped = sql`select key, count(*)::int as count from (${sql.join(parts, sql` union all `)}) meant
    group by key order by count desc, key limit ${LIMIT}`;
  const ask = () => tx.execute<{ key: string | null; count: number }>(grouped);
  const rows = await (meant.words ? unbound(tx, "words of tasks", ask) : ask());
  const names = await namesOf(
    tx,
    by,
    rows.flatMap(({ key }) => key ?? []),
  );
  const groups = rows.map(({ key, count }) => ({
    key: key ?? NONE,
    label: names.get(key ?? NONE) ?? key ?? "",
    count,
  }));
  return groups.sort((a, b) => place(by, a) - place(by, b) || b.count - a.count);
}

/** States and priorities have an order of their own; of the rest the greatest comes first, and none last. */
function place(by: TaskGrouping, { key }: InboxGroup): number {
  if (by === "status") return TASK_STATUSES.indexOf(key as TaskStatus);
  if (by === "priority") return -TaskPriority.options.indexOf(key as TaskPriority);
  return key === NONE ? 1 : 0;
}

async function namesOf(tx: Tx, by: TaskGrouping, keys: string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  if (by === "team") {
    const rows = await tx.select({ id: teams.id, name: teams.name }).from(teams);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
  if (by !== "assignee") return new Map();
  // A holder may be a key or an assistant, whose name only the claim has kept.
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    select wanted.id, coalesce(
      (select name from users where users.id::text = wanted.id),
      (select claimed_by->>'name' from tasks where holder_id = wanted.id and claimed_by is not null limit 1)) as name
    from json_array_elements_text(${JSON.stringify(keys)}::text::json) as wanted (id)`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
