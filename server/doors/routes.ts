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
  const matches = table().flatMap((entry) => {
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

interface Entry extends Route {
  segments: string[];
}

let built: Entry[] | undefined;

function table(): Entry[] {
  built ??= restRoutes().map((route) => ({ ...route, segments: route.rest.path.split("/").filter(Boolean) }));
  return built;
}

function segments(path: string): string[] {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new RequestError(400, "malformed_path", "The path has a broken %-escape.");
  }
}

function match(template: string[], given: string[]): Record<string, string> | undefined {
  if (template.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of template.entries()) {
    const value = given[index] as string;
    const name = pathParams(segment)[0];
    if (name) params[name] = value;
    else if (segment !== value) return undefined;
  }
  return params;
}

function sameShape(a: string, b: string): boolean {
  return a.replace(/\{\w+\}/g, "{}") === b.replace(/\{\w+\}/g, "{}");
}
