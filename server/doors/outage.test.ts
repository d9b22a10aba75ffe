import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/db/tenancy";
import { newKeySecret } from "@/server/domain/keys/secret";
import { freePort } from "@/server/launch/postgres";
import { resetEnv } from "@/server/platform/env";
import { handleRest } from "./rest";

beforeAll(async () => {
  // Nobody listens there.
  process.env.DATABASE_URL = `postgres://orkestra@127.0.0.1:${await freePort()}/orkestra`;
  resetEnv();
});
afterAll(closeDatabase);

test("while the database is away a caller is told to come back, not that something broke", async () => {
  const headers = { authorization: `Bearer ${newKeySecret()}` };
  const answer = await handleRest(new Request("http://x/api/v1/tasks", { headers }));
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).not.toBeNull();
});
