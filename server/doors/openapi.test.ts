import { describe, expect, test } from "vitest";
import { operations } from "@/server/operations";
import type { AnyOperation } from "@/server/operations/operation";
import { EXAMPLES } from "./examples";
import { openApiDocument } from "./openapi";
import { handleRest } from "./rest";
import { pathParams, restRoutes } from "./routes";

interface Described {
  operationId: string;
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: { required: boolean; content: Record<string, { schema: object }> };
  responses: Record<string, object>;
  security?: object[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Described>>;
  components: Record<string, Record<string, object>>;
}

const document = openApiDocument() as Document;
const all = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({ path, method, described })),
);

/** Every `$ref` in a value. */
function refs(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "$ref" ? [String(inner)] : refs(inner)));
}

describe("the OpenAPI document", () => {
  test("has every operation that REST offers, once, and nothing else", () => {
    const offered = Object.values(operations)
      .flatMap((verbs): AnyOperation[] => Object.values(verbs))
      .filter((operation) => operation.rest && !operation.internal);
    expect(offered.length).toBeGreaterThan(30);
    const described = all.map(
      ({ path, method, described: { operationId } }) => `${operationId} ${method} ${path}`,
    );
    expect(described.sort()).toEqual(
      offered.map(({ name, rest }) => `${name} ${rest?.method.toLowerCase()} ${rest?.path}`).sort(),
    );
  });

  test("points nowhere outside itself", () => {
    for (const ref of new Set(refs(document))) {
      const found = ref
        .replace(/^#\//, "")
        .split("/")
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      expect(found, ref).toBeDefined();
    }
  });

  test("declares the parameters of each path, and a body where one can be sent", () => {
    for (const { path, method, described } of all) {
      const declared = (described.parameters ?? []).filter((p) => p.in === "path");
      expect(declared.map(({ name }) => name).sort(), path).toEqual(pathParams(path).sort());
      for (const { required } of declared) expect(required).toBe(true);
      if (method === "get" || method === "delete") expect(described.requestBody).toBeUndefined();
    }
  });

  test("says how every operation can succeed and be refused", () => {
    for (const { path, described } of all) {
      const statuses = Object.keys(described.responses);
      expect(
        statuses.some((status) => status.startsWith("2")),
        path,
      ).toBe(true);
      expect(statuses).toEqual(expect.arrayContaining(["422", "429"]));
      if (!described.security) expect(statuses).toEqual(expect.arrayContaining(["401", "403"]));
    }
  });

  test("offers an Idempotency-Key on every write in a workspace", () => {
    const writes = restRoutes().filter(
      ({ operation }) => operation.kind === "write" && operation.access === "tenant",
    );
    for (const { operation } of writes) {
      const described = all.find((one) => one.described.operationId === operation.name)?.described;
      expect(
        described?.parameters?.map(({ name }) => name),
        operation.name,
      ).toContain("Idempotency-Key");
    }
  });

  test("names what it answers with, for generated clients", () => {
    expect(Object.keys(document.components.schemas ?? {})).toEqual(
      expect.arrayContaining(["Task", "TaskList", "Run", "Conversation", "Workflow", "Team", "Problem"]),
    );
  });

  test("shows examples that the operations take", () => {
    for (const [name, example] of Object.entries(EXAMPLES)) {
      const route = restRoutes().find(({ operation }) => operation.name === name);
      const id = "0192e4a1-7c3a-7000-8000-000000000000";
      const inPath = Object.fromEntries(
        pathParams(route?.rest.path ?? "").map((p) => [p, p === "name" ? "ask" : id]),
      );
      const parsed = route?.operation.input.safeParse({ ...example, ...inPath });
      expect(parsed?.error?.issues, name).toBeUndefined();
      expect(parsed?.success, name).toBe(true);
    }
  });

  test("is there for anybody, and so is the schema of definitions", async () => {
    for (const path of ["openapi.json", "definition.schema.json"]) {
      const response = await handleRest(new Request(`http://127.0.0.1/api/v1/${path}`));
      expect(response.status).toBe(200);
      expect(Object.keys(await response.json()).length).toBeGreaterThan(2);
      const refused = await handleRest(new Request(`http://127.0.0.1/api/v1/${path}`, { method: "POST" }));
      expect(refused.status).toBe(405);
    }
  });
});
