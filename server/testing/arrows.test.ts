import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// Which folder may import what is lint configuration (biome.json), which is easy to loosen by accident. Here each
// arrow is tried in both directions, in a folder of files that do nothing but import.

const ARROWS: Record<string, { may: string[]; mayNot: string[] }> = {
  "app/inbox/page.tsx": {
    may: ["@/server/doors/page", "@/components/ui/button"],
    mayNot: ["@/server/domain/tasks/queries", "@/server/operations", "@/db/tenancy", "@/db/client"],
  },
  "components/inbox/list.tsx": {
    may: ["@/server/domain/tasks/schema", "@/server/domain/tasks/rules", "@/server/platform/permissions"],
    mayNot: [
      "@/server/domain/tasks/queries",
      "@/server/platform/env",
      "@/server/doors/trpc",
      "@/db/tenancy",
      "node:fs",
    ],
  },
  "server/doors/x.ts": {
    may: ["@/server/operations", "@/server/operations/perform", "@/server/platform/errors"],
    mayNot: ["@/server/domain/tasks/queries", "@/server/jobs/send", "@/db/tenancy", "@/db/client"],
  },
  "server/operations/tasks/x.ts": {
    may: [
      "@/server/engine/shell/deliver",
      "@/server/domain/tasks/queries",
      "@/server/jobs/send",
      "../operation",
    ],
    mayNot: [
      "@/server/connectors/http",
      "@/server/engine/core/advance",
      "@/server/jobs/worker",
      "../runs/start",
      "@/db/client",
    ],
  },
  "server/engine/core/x.ts": {
    may: [
      "zod",
      "./state",
      "@marcbachmann/cel-js",
      "@/server/domain/tasks/schema",
      "@/server/platform/duration",
    ],
    mayNot: [
      "node:fs",
      "@/server/engine/shell/deliver",
      "@/server/domain/tasks/queries",
      "@/server/platform/env",
      "uuid",
    ],
  },
  "server/engine/core/steps/x.ts": { may: ["../state"], mayNot: ["@/db/tenancy"] },
  "server/engine/shell/x.ts": {
    may: ["@/server/engine/core/advance", "@/server/domain/tasks/queries", "@/db/tenancy"],
    mayNot: ["@/server/operations", "@/server/connectors/http", "@/server/doors/rest", "@/db/client"],
  },
  "server/engine/shell/executors/x.ts": {
    may: ["@/server/connectors/http"],
    mayNot: ["@/server/operations"],
  },
  "server/domain/tasks/queries.ts": {
    may: ["@/db/schema/tasks", "@/server/jobs/send", "@/server/platform/errors"],
    mayNot: ["@/server/operations", "@/server/engine/core/state", "../runs/queries", "@/db/client"],
  },
  "server/domain/tasks/schema.ts": { may: ["zod"], mayNot: ["@/db/schema/tasks", "./queries"] },
  "server/domain/tasks/rules.ts": { may: ["./schema"], mayNot: ["./queries", "drizzle-orm"] },
  "server/jobs/handlers/x.ts": {
    may: ["@/server/operations", "@/server/connectors/http", "@/server/engine/shell/deliver"],
    mayNot: ["@/server/doors/rest", "@/db/client"],
  },
  "server/jobs/send.ts": {
    may: ["./queues"],
    mayNot: ["@/server/operations", "@/server/domain/tasks/queries"],
  },
  "server/connectors/slack/x.ts": {
    may: ["@/server/platform/env"],
    mayNot: ["@/db/tenancy", "@/server/operations"],
  },
  "server/platform/x.ts": { may: ["./env"], mayNot: ["@/db/tenancy", "@/server/domain/tasks/schema"] },
  "server/launch/x.ts": {
    may: ["@/server/main", "@/db/tenancy"],
    mayNot: ["@/db/client", "../../db/tenancy"],
  },
  "db/tenancy.ts": { may: ["./client"], mayNot: ["@/server/domain/tasks/queries"] },
  "db/x.ts": {
    may: ["./tenancy", "@/server/platform/env"],
    mayNot: ["@/server/domain/tasks/queries", "@/db/client"],
  },
  "db/schema/x.ts": {
    may: ["./y", "@/server/domain/tasks/schema"],
    mayNot: ["@/server/domain/tasks/queries"],
  },
};

const IMPURE = [
  "export const now = Date.now();",
  "export const chance = Math.random();",
  "export const id = crypto.randomUUID();",
  "export const setting = process.env.X;",
  "export const f = async (p: Promise<void>) => await p;",
];

const ROUTER_TYPE = 'import type { AppRouter } from "@/server/doors/trpc";\nexport type Router = AppRouter;';

let root: string;
/** `file:line` of everything that lint refuses. */
let refused: Set<string>;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "orkestra-arrows-")));
  const config = { ...JSON.parse(readFileSync("biome.json", "utf8")), vcs: { enabled: false } };
  write("biome.json", JSON.stringify(config));
  write("server/engine/core/pure.grit", readFileSync("server/engine/core/pure.grit", "utf8"));
  for (const [file, { may, mayNot }] of Object.entries(ARROWS)) {
    write(file, [...may, ...mayNot].map((from) => `import "${from}";`).join("\n"));
  }
  write("server/engine/core/impure.ts", IMPURE.join("\n"));
  write("components/router.ts", ROUTER_TYPE);

  const arguments_ = ["lint", "--reporter=github", "--max-diagnostics=none"];
  const lint = spawnSync(resolve("node_modules/.bin/biome"), arguments_, { cwd: root, encoding: "utf8" });
  const lines = lint.stdout.matchAll(
    /title=(?:lint\/style\/noRestricted\w+|lint\/style\/noProcessEnv|plugin),file=([^,]+),line=(\d+)/g,
  );
  refused = new Set([...lines].map(([, file, line]) => `${relative(root, file as string)}:${line}`));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), `${text}\n`);
}

test.each(Object.entries(ARROWS))("%s imports what it may and nothing else", (file, { may, mayNot }) => {
  const judged = [...may, ...mayNot].map((from, i) => [from, refused.has(`${file}:${i + 1}`)]);
  expect(judged).toEqual([...may.map((from) => [from, false]), ...mayNot.map((from) => [from, true])]);
});

test.each(IMPURE.map((source, i) => [source, i + 1] as const))(
  "the engine's core may not say %s",
  (_source, line) => {
    expect(refused).toContain(`server/engine/core/impure.ts:${line}`);
  },
);

test("a component may take the type of the router", () => {
  expect(refused).not.toContain("components/router.ts:1");
});
