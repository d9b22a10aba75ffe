import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameters,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import type { AnyOperation } from "@/server/operations/operation";
import type { OperationName } from "./catalogue";
import { EXAMPLES } from "./examples";
import { API_ROOT, pathParams, type Route, restRoutes } from "./routes";
import { inputObject, withFields } from "./schemas";

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "What is wrong and what to do, in words" }),
    code: z.string().meta({ description: "Stable, for programs", example: "task_already_claimed" }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "Each field that was wrong" }),
    details: z.record(z.string(), z.unknown()).optional().meta({ description: "What helps to act on it" }),
    requestId: z.string(),
  })
  .meta({ id: "Problem", description: "An error (RFC 9457)" });

/** Every refusal an operation can answer with, and when. */
const REFUSALS: Record<string, string> = {
  "401": "No key, or one that is not valid",
  "403": "The key lacks the scope, or the row's rules forbid it",
  "404": "There is no such thing in this workspace",
  "409": "The state of things forbids it now",
  "422": "A field is wrong, or the Idempotency-Key was used for something else",
  "429": "Too many requests; wait for `Retry-After` seconds",
  "503": "Out of reach just now; nothing was changed",
};

const DESCRIPTION = `Workflows that ask people. Authenticate with an API key as a bearer token; keys are made in the settings.

**Errors** are \`application/problem+json\` with a stable \`code\` and, for wrong fields, \`errors\` by path.
**Lists** answer \`{ data, nextCursor }\`; pass \`nextCursor\` as \`cursor\` for the next page.
**Writes** take an \`Idempotency-Key\`: the same key and request again give the first answer (with \`Idempotent-Replayed: true\`) and do nothing.
Every answer carries \`X-Request-Id\`. Times are ISO 8601 in UTC, ids UUIDs.`;

/** The version of what the doors promise, not of the program behind them. */
export const API_VERSION = "1.0.0";

let document: object | undefined;

/** The OpenAPI 3.1 document of everything REST offers, made once from the operations. */
export function openApiDocument(): object {
  document ??= createDocument({
    openapi: "3.1.0",
    info: { title: "Orkestra API", version: API_VERSION, description: DESCRIPTION },
    servers: [{ url: API_ROOT }],
    security: [{ apiKey: [] }],
    tags: [...new Set(restRoutes().map(({ operation }) => nounOf(operation)))].map((name) => ({ name })),
    paths: paths(),
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key: `ork_live_…`" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "next-auth.session-token",
          description: "A signed-in browser",
        },
      },
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [`Refusal${status}`, refusal(description)]),
      ),
    },
  });
  return document;
}

function refusal(description: string) {
  return { description, content: { "application/problem+json": { schema: Problem } } };
}

function paths(): ZodOpenApiPathsObject {
  const outputs = namedOutputs();
  const all: ZodOpenApiPathsObject = {};
  for (const route of restRoutes()) {
    const method = route.rest.method.toLowerCase() as Lowercase<Route["rest"]["method"]>;
    const described = describe(route, outputs.get(route.operation.output) ?? route.operation.output);
    all[route.rest.path] = { ...all[route.rest.path], [method]: described };
  }
  return all;
}

function describe({ operation, rest }: Route, output: z.ZodType): ZodOpenApiOperationObject {
  const scope = operation.access === "tenant" ? `Needs the scope \`${operation.permission}\`.` : "";
  return {
    operationId: operation.name,
    tags: [nounOf(operation)],
    summary: operation.summary,
    description: [operation.description, scope].filter(Boolean).join("\n\n"),
    ...securityOf(operation),
    ...inputOf(operation, rest),
    responses: { ...successes(operation, rest, output), ...refusals(operation, rest) },
  };
}

function securityOf({ access }: AnyOperation): Pick<ZodOpenApiOperationObject, "security"> {
  if (access === "tenant") return {};
  return { security: access === "public" ? [] : [{ session: [] }] };
}

function inputOf(operation: AnyOperation, rest: Route["rest"]) {
  const object = inputObject(operation);
  const inPath = new Set(pathParams(rest.path));
  const hasBody = rest.method === "POST" || rest.method === "PUT" || rest.method === "PATCH";
  const others = object && withFields(object, (name) => !inPath.has(name));
  const requestParams: ZodOpenApiParameters = {
    ...(object && inPath.size > 0 ? { path: withFields(object, (name) => inPath.has(name)) } : {}),
    ...(others && !hasBody ? { query: others } : {}),
    ...(operation.kind === "write" && operation.access === "tenant" ? { header: IdempotencyHeader } : {}),
  };
  const empty = others && Object.keys(others.shape).length === 0 && isClosed(others);
  if (!hasBody || empty) return { requestParams };
  const schema: z.ZodType = others ?? operation.input;
  const example = EXAMPLES[operation.name as OperationName];
  const required = !schema.safeParse({}).success;
  const content = {
    "application/json": { schema, ...(example ? { example } : {}) },
    ...(rest.takesFile ? { "application/octet-stream": { schema: FileBody } } : {}),
  };
  return { requestParams, requestBody: { required, content } };
}

const IdempotencyHeader = z.object({
  "Idempotency-Key": z.string().min(1).max(255).optional().meta({
    description:
      "Of your choice, one for each new request: the same one again gives the first answer and does nothing",
  }),
});

const FileBody = z
  .string()
  .meta({ format: "binary", description: "The file; other fields go into the query" });

const AnswerHeaders = z.object({
  "X-Request-Id": z.string(),
  "RateLimit-Limit": z.int(),
  "RateLimit-Remaining": z.int(),
  "RateLimit-Reset": z.int().meta({ description: "Seconds until the window ends" }),
});
const WriteHeaders = AnswerHeaders.extend({ "Idempotent-Replayed": z.literal("true").optional() });

function isClosed(object: z.ZodObject): boolean {
  const { catchall } = object.def;
  return !catchall || catchall instanceof z.ZodNever;
}

function successes(
  operation: AnyOperation,
  rest: Route["rest"],
  output: z.ZodType,
): ZodOpenApiResponsesObject {
  const headers = operation.kind === "write" ? WriteHeaders : AnswerHeaders;
  const content: ZodOpenApiResponseObject["content"] = rest.givesFile
    ? { "*/*": { schema: FileBody } }
    : { "application/json": { schema: output } };
  return Object.fromEntries(
    statusesOf(rest).map((status) => [
      `${status}`,
      { description: status === "201" ? "Made" : "Done", headers, content },
    ]),
  );
}

/** A status that does not look at the output is the only one; else a thing was either made (201) or there (200). */
function statusesOf({ status }: Route["rest"]): ("200" | "201")[] {
  if (!status) return ["200"];
  return status.length > 0 ? ["200", "201"] : [status(undefined) === 201 ? "201" : "200"];
}

function refusals(operation: AnyOperation, rest: Route["rest"]): ZodOpenApiResponsesObject {
  const statuses = ["422", "429", "503"];
  if (operation.access !== "public") statuses.push("401");
  if (operation.access === "tenant") statuses.push("403");
  if (rest.path.includes("{")) statuses.push("404");
  if (operation.kind === "write") statuses.push("409");
  return Object.fromEntries(
    statuses.sort().map((status) => [status, { $ref: `#/components/responses/Refusal${status}` }]),
  );
}

/** A name for each answer, so that generated clients have types to speak of: what `task.get` gives is a `Task`. */
function namedOutputs(): Map<z.ZodType, z.ZodType> {
  const named = new Map<z.ZodType, z.ZodType>();
  const routes = restRoutes().map(({ operation }) => operation);
  const gets = routes.filter(({ name }) => name.endsWith(".get"));
  for (const operation of [...gets, ...routes]) {
    const output: z.ZodType = operation.output;
    if (named.has(output) || output.meta()?.id) continue;
    named.set(output, output.meta({ id: componentName(operation.name) }));
  }
  return named;
}

function componentName(name: string): string {
  const [noun = "", verb = ""] = name.split(".");
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return verb === "get" ? capital(noun) : `${capital(noun)}${capital(verb)}`;
}

function nounOf(operation: AnyOperation): string {
  return operation.name.split(".", 1)[0] as string;
}
