import type { AnyOperation } from "./operation";

/**
 * Every operation there is, by noun and verb: REST routes, OpenAPI, tRPC procedures, MCP tools and the docs all
 * come from this one object. `operation.name` is its place in it.
 */
export const operations = {} as const satisfies Record<string, Record<string, AnyOperation>>;

export type Operations = typeof operations;
