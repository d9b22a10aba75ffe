/** Whether every step can be reached, and whether every way through a definition can end. */
import type { Problem } from "./expressions";
import type { Outlined } from "./regions";
import { JOIN } from "./step";

/** Finds steps that no way leads to, and steps that no way leads out of. */
export function wayProblems(
  start: string,
  steps: ReadonlyMap<string, Outlined>,
  problems: Problem[],
  warnings: Problem[],
) {
  const reached = walk([start], (id) => everywhere(steps.get(id)));
  const before = new Map<string, string[]>();
  const last: string[] = [];
  for (const [id, { targets }] of steps) {
    for (const { to } of targets) before.set(to, [...(before.get(to) ?? []), id]);
    if (targets.every(({ path }) => path === "onError")) last.push(id);
  }
  const ending = walk([...last, JOIN], (id) => before.get(id) ?? []);
  for (const id of steps.keys()) {
    if (!reached.has(id)) warnings.push({ path: `steps.${id}`, message: `No way leads to step "${id}"` });
    else if (!ending.has(id))
      problems.push({ path: `steps.${id}`, message: `From step "${id}" the run can never end` });
  }
}

function everywhere(step: Outlined | undefined): string[] {
  if (!step) return [];
  const { targets, branches, compensate } = step;
  return [...targets, ...branches].map(({ to }) => to).concat(compensate ?? []);
}

function walk(from: string[], follow: (id: string) => string[]): Set<string> {
  const seen = new Set(from);
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const to of follow(id)) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}
