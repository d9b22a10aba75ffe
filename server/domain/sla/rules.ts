/** Whose word counts where a task and its template both say something of its SLA. Pure, and shared with pages. */
import type { TaskSla } from "@/server/domain/tasks/schema";

/**
 * The SLA that a task made from a template asks for. Its own word takes the place of the template's, unless it is
 * spoken beside what counts anyway (`usual`): then it comes before the template's times.
 */
export function slaWithTemplate(
  own: TaskSla | undefined,
  template: TaskSla | null | undefined,
): TaskSla | undefined {
  if (!own || !template) return own ?? template ?? undefined;
  if (!own.usual) return own;
  const { usual, ...times } = { ...template, ...own };
  return template.policy !== undefined || template.usual ? { ...times, usual } : times;
}
