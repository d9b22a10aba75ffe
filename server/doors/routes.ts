import type { AnyOperation } from "@/server/operations/operation";
import { offeredOperations } from "./catalogue";
import { RequestError } from "./errors";

/** Where the API lives; an operation's `rest.path` follows. */
export const API_ROOT = "/api/v1";

export interface Route {
  operation: AnyOperation;
  rest: NonNullable<AnyOperation["rest"]>;
}

interface Match extends Route {
  params: Record<string, string>;
}

/** Every operation that REST offers. */
export function restRoutes(): Route[] {
  return offeredOperations().flatMap((operation) =>
    operation.rest ? [{ operation, rest: operation.rest }] : [],
  );
}

/** The names in a path template: `/tasks/{taskId}/claim` has `taskId`. */
export function pathParams(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((found) => found[1] as string);
}

/** What stands at a path, by method. Literal segments win over parameters. */
export interface Place {
  template: string;
  methods: Map<string, Match>;
}

/** @throws RequestError (404, 400) when nothing stands at the path. */
export function placeOf(path: string): Place {
  const given = segments(path);
  const matches = candidates(given).flatMap((entry) => {
    const params = match(entry.segments, given);
    return params ? [{ ...entry, params }] : [];
  });
  const [best] = matches.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  if (!best) {
    throw new RequestError(404, "no_such_path", "Nothing is at this path; /docs/api lists what there is.");
  }
  const here = matches.filter(({ rest }) => sameShape(rest.path, best.rest.path));
  return { template: best.rest.path, methods: new Map(here.map((found) => [found.rest.method, found])) };
}

interface Segment {
  text: string;
  /** The parameter that it is, if it is one. */
  name: string | undefined;
}

interface Entry extends Route {
  segments: Segment[];
}

let built: Map<string, Entry[]> | undefined;

/** What may stand at a path, by its length and its first segment, which no route leaves open. */
function candidates(given: string[]): Entry[] {
  built ??= Map.groupBy(restRoutes().map(entryOf), ({ segments }) =>
    placeKey(segments.map(({ text }) => text)),
  );
  return built.get(placeKey(given)) ?? [];
}

const placeKey = (segments: string[]) => `${segments.length} ${segments[0]}`;

function entryOf(route: Route): Entry {
  const texts = route.rest.path.split("/").filter(Boolean);
  return { ...route, segments: texts.map((text) => ({ text, name: pathParams(text)[0] })) };
}

function segments(path: string): string[] {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new RequestError(400, "malformed_path", "The path has a broken %-escape.");
  }
}

function match(template: Segment[], given: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, { text, name }] of template.entries()) {
    const value = given[index] as string;
    if (name) params[name] = value;
    else if (text !== value) return undefined;
  }
  return params;
}

function sameShape(a: string, b: string): boolean {
  return a.replace(/\{\w+\}/g, "{}") === b.replace(/\{\w+\}/g, "{}");
}
