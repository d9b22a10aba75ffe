import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withSystem } from "@/db/tenancy";
import { testDatabase } from "./database";

testDatabase();

test("a test file has a migrated database of its own", async () => {
  const rows = await withSystem("test", (tx) => tx.execute(sql`select current_database() as name`));
  expect(rows[0]?.name).toMatch(/^test_[0-9a-f]+$/);
});
