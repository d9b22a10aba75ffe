/**
 * Which branch each step of a definition stands in. A branch begins where its fork says and ends at `@join`; a
 * compensation begins at the step that is named and ends there too. A step belongs to one branch alone, so that a
 * definition can be drawn; only steps that end the run may be shared.
 */
import { namesOf } from "./context";
import type { Problem } from "./expressions";
import { MAX_NESTING } from "./limits";
import { JOIN, type Target } from "./step";

/** A step as far as the regions need it. */
export interface Outlined {
  kind: string;
  targets: readonly Target[];
  branches: readonly Target[];
  compensate?: string | undefined;
  /** The name of an `each`'s item. */
  as?: string | undefined;
}

/** A branch, from the outside in. */
interface Region {
  path: string;
  /** In words, for problems. */
  words: string;
  depth: number;
  names: readonly string[];
  compensation: boolean;
}

const TRUNK: Region = {
  path: "",
  words: "outside of every branch",
  depth: 0,
  names: [],
  compensation: false,
};

/** Kinds that end the run wherever they stand. */
const SHARED = new Set(["end", "fail"]);
const NOT_IN_COMPENSATION = new Set(["end", "fail", "parallel", "each"]);

/** The names that items have at each step, and inside each step's branches; and what is wrong with the branches. */
export function readRegions(
  start: string,
  steps: ReadonlyMap<string, Outlined>,
): { names: Map<string, string>; inside: Map<string, string>; problems: Problem[] } {
  const regions = new Map<string, Region>();
  const problems = spread(start, steps, regions);
  // Steps that no way leads to are warned of elsewhere; here they only get their names.
  const led = new Set([...steps.values()].flatMap(leadsTo));
  for (const id of [...steps.keys()].sort((one, other) => Number(led.has(one)) - Number(led.has(other))))
    if (!regions.has(id)) spread(id, steps, regions);
  const names = new Map([...regions].map(([id, region]) => [id, namesOf(region.names)]));
  const inside = new Map(
    [...regions].map(([id, region]) => [id, namesOf([...region.names, steps.get(id)?.as ?? []].flat())]),
  );
  return { names, inside, problems };
}

/** Follows every way from a step on the trunk, and says what is wrong on it. */
function spread(
  start: string,
  steps: ReadonlyMap<string, Outlined>,
  regions: Map<string, Region>,
): Problem[] {
  const problems: Problem[] = [];
  const open: [string, Region][] = [[start, TRUNK]];
  for (let next = open.shift(); next; next = open.shift()) {
    const [id, region] = next;
    const step = steps.get(id);
    if (!step) continue;
    const known = regions.get(id);
    if (known?.path === region.path) continue;
    if (known && !SHARED.has(step.kind)) problems.push(straddles(id, known, region));
    else problems.push(...checkPlace(id, step, region));
    if (known) continue;
    regions.set(id, region);
    for (const { to } of step.targets) if (to !== JOIN) open.push([to, region]);
    for (const inner of within(id, step, region)) {
      if (inner.region.depth <= MAX_NESTING) open.push([inner.start, inner.region]);
    }
  }
  return problems;
}

function leadsTo({ targets, branches, compensate }: Outlined): string[] {
  return [...targets, ...branches].map(({ to }) => to).concat(compensate ?? []);
}

function within(id: string, step: Outlined, region: Region): { start: string; region: Region }[] {
  const depth = region.depth + 1;
  const found = step.branches.map(({ path, to }) => ({
    start: to,
    region: {
      path: `${region.path}/${id}.${path}`,
      words: `inside a branch of "${id}"`,
      depth,
      names: step.as === undefined ? region.names : [...region.names, step.as],
      compensation: region.compensation,
    },
  }));
  if (step.compensate === undefined) return found;
  const words = `in the compensation of "${id}"`;
  const path = `${region.path}/${id}.compensate`;
  const compensation = { path, words, depth, names: region.names, compensation: true };
  return [...found, { start: step.compensate, region: compensation }];
}

function checkPlace(id: string, step: Outlined, region: Region): Problem[] {
  const path = `steps.${id}`;
  const problems: Problem[] = [];
  const refuse = (at: string, message: string) => problems.push({ path: `${path}${at}`, message });
  if (region.depth === 0) {
    for (const { path: at, to } of step.targets)
      if (to === JOIN) refuse(`.${at}`, "There is no branch here that @join could end");
  }
  if (region.depth >= MAX_NESTING && (step.branches.length > 0 || step.compensate !== undefined))
    refuse("", `Branches and compensations are nested at most ${MAX_NESTING} deep`);
  if (region.compensation && NOT_IN_COMPENSATION.has(step.kind))
    refuse(".kind", `A compensation has no step of kind ${step.kind}: it ends at @join`);
  if (region.compensation && step.compensate !== undefined)
    refuse(".compensate", "A compensation is not compensated itself");
  return problems;
}

function straddles(id: string, one: Region, other: Region): Problem {
  const message = `Step "${id}" is reached ${one.words} and ${other.words}: a branch ends at @join and shares no step`;
  return { path: `steps.${id}`, message };
}
