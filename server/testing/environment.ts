import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { databaseUrl } from "./template";

// Every test file has its own settings, and the name of its own database, before any module of ours reads
// them. The database itself is made by `testDatabase()`, since many files need none.
process.env.DATABASE_URL = databaseUrl(inject("postgresUrl"), `test_${randomBytes(6).toString("hex")}`);
process.env.LOG_LEVEL ||= "silent";
process.env.NEXTAUTH_SECRET = "a-secret-that-is-known-to-tests-only";
process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
// Tests talk to servers they start on this machine.
process.env.ORKESTRA_ALLOW_PRIVATE_NETWORK ||= "1";
