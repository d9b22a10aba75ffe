import { z } from "zod";

/** Settings that can't be used, each problem in words; thrown at start, before anything is touched. */
export class SettingsError extends Error {
  constructor(readonly problems: string[]) {
    super(`Settings can't be used:\n${problems.map((p) => `  - ${p}`).join("\n")}`);
    this.name = "SettingsError";
  }
}

const flag = (fallback: boolean) =>
  z
    .enum(["0", "1", "true", "false"], { error: "must be 0 or 1" })
    .optional()
    .transform((v) => (v === undefined ? fallback : v === "1" || v === "true"));

const whole = (fallback: number, min: number, max: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${min} to ${max}` })
    .int()
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)
    .default(fallback);

const Settings = z.object({
  PORT: whole(3000, 1, 65535),
  HOST: z.string().default("0.0.0.0"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://")
    .optional(),
  ORKESTRA_DATA_DIR: z.string().min(1).default(".data"),
  ORKESTRA_ROLE: z.enum(["all", "web", "worker"], { error: "must be all, web or worker" }).default("all"),
  ORKESTRA_DEMO: flag(true),
  ORKESTRA_ALLOW_PRIVATE_NETWORK: flag(false),
  ORKESTRA_RATE_LIMIT: whole(60_000, 1, 10_000_000),
  ORKESTRA_POOL_SIZE: whole(10, 2, 500),
  NEXTAUTH_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  NEXTAUTH_URL: z.url("must be a URL such as https://orkestra.example.com").optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_BASE_URL: z.url().optional(),
  EMAIL_FROM: z.string().default("Orkestra <onboarding@resend.dev>"),
  SLACK_BOT_TOKEN: z.string().min(1).optional(),
  SLACK_CHANNEL: z.string().min(1).optional(),
  SLACK_API_URL: z.url().optional(),
  NODE_ENV: z.string().optional(),
});

/** The settings of this process; the README's table says what each does. */
export interface Env {
  port: number;
  host: string;
  databaseUrl: string | undefined;
  dataDir: string;
  role: "all" | "web" | "worker";
  demo: boolean;
  allowPrivateNetwork: boolean;
  /** Requests a minute for each API key or session, in this process. */
  rateLimitPerMinute: number;
  /** Connections of the tenant pool; the system pool has half as many. */
  poolSize: number;
  nextAuthSecret: string | undefined;
  nextAuthUrl: string | undefined;
  production: boolean;
  logLevel: string;
  resendApiKey: string | undefined;
  resendBaseUrl: string | undefined;
  emailFrom: string;
  slackBotToken: string | undefined;
  slackChannel: string | undefined;
  slackApiUrl: string | undefined;
}

/** Reads and validates settings. An empty variable counts as unset. @throws SettingsError with every problem. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, v]) => v !== undefined && v !== ""));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map((i) => `${i.path.join(".")} ${i.message}`));
  }
  const s = parsed.data;
  return {
    port: s.PORT,
    host: s.HOST,
    databaseUrl: s.DATABASE_URL,
    dataDir: s.ORKESTRA_DATA_DIR,
    role: s.ORKESTRA_ROLE,
    demo: s.ORKESTRA_DEMO,
    allowPrivateNetwork: s.ORKESTRA_ALLOW_PRIVATE_NETWORK,
    rateLimitPerMinute: s.ORKESTRA_RATE_LIMIT,
    poolSize: s.ORKESTRA_POOL_SIZE,
    nextAuthSecret: s.NEXTAUTH_SECRET,
    nextAuthUrl: s.NEXTAUTH_URL,
    production: s.NODE_ENV === "production",
    logLevel: s.LOG_LEVEL,
    resendApiKey: s.RESEND_API_KEY,
    resendBaseUrl: s.RESEND_BASE_URL,
    emailFrom: s.EMAIL_FROM,
    slackBotToken: s.SLACK_BOT_TOKEN,
    slackChannel: s.SLACK_CHANNEL,
    slackApiUrl: s.SLACK_API_URL,
  };
}

let cached: Env | undefined;

/** The settings of this process, read once and late: a bad value must not fail a build that never uses it. */
export function env(): Env {
  cached ??= readEnv(process.env);
  return cached;
}

/** Makes the next `env()` read the variables again; for launchers and tests that set them. */
export function resetEnv(): void {
  cached = undefined;
}
