import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Env, env, readEnv, resetEnv, SettingsError } from "@/server/platform/env";

/** What the launcher needs to know beyond `env()`. */
export interface LaunchSettings {
  env: Env;
  /** Absolute. */
  dataDir: string;
  /** Whether the database is ours to start and stop. */
  embedded: boolean;
}

/**
 * Reads the settings (start.mjs has added those of `.env`), says every problem at once, and fills in what a first
 * start should not have to ask for: the secret that signs sessions, the address pages are served at, and that a trial may
 * call back on its own machine.
 * @throws SettingsError
 */
export function prepareSettings(options: { dev: boolean }): LaunchSettings {
  const deliberate = process.env.NODE_ENV === "production";
  const problems = deliberate ? missingInProduction() : [];
  try {
    readEnv(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    problems.unshift(...error.problems);
  }
  if (problems.length > 0) throw new SettingsError(problems);

  const dataDir = resolve(env().dataDir);
  process.env.ORKESTRA_DATA_DIR = dataDir;
  process.env.NEXTAUTH_URL ||= `http://localhost:${env().port}`;
  process.env.NEXTAUTH_SECRET ||= keptSecret(dataDir);
  // Who tries things out has the bot that is to be called back on the same machine.
  if (env().demo && !deliberate) process.env.ORKESTRA_ALLOW_PRIVATE_NETWORK ||= "1";
  // Next and React decide by this whether to run their fast or their talkative selves.
  Object.assign(process.env, { NODE_ENV: options.dev ? "development" : "production" });
  process.env.NEXT_TELEMETRY_DISABLED ||= "1";
  const embedded = !env().databaseUrl;
  resetEnv();
  return { env: env(), dataDir, embedded };
}

function missingInProduction(): string[] {
  return ["NEXTAUTH_SECRET", "NEXTAUTH_URL"]
    .filter((name) => !process.env[name])
    .map((name) => `${name} must be set, because NODE_ENV is production`);
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, "nextauth-secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const secret = randomBytes(32).toString("base64url");
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
