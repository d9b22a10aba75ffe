import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";

/** What every line of a request, job or run carries. */
export interface LogContext {
  requestId?: string | undefined;
  tenantId?: string;
  runId?: string;
  job?: string;
}

// One storage for both bundles in this process (the server's and Next's).
const shared = globalThis as { __orkestraLogContext?: AsyncLocalStorage<LogContext> };
shared.__orkestraLogContext ??= new AsyncLocalStorage<LogContext>();
const context = shared.__orkestraLogContext;

/** JSON logs on stdout; secrets are removed wherever they might be nested. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  mixin: () => context.getStore() ?? {},
  redact: {
    paths: ["password", "apiKey", "token", "secret", "authorization", "cookie"].flatMap((k) => [k, `*.${k}`]),
    censor: "[removed]",
  },
});

/** Runs `fn` with these fields on every line it logs, added to those already there. */
export function withLogContext<T>(fields: LogContext, fn: () => T): T {
  return context.run({ ...context.getStore(), ...fields }, fn);
}
