/**
 * Calls an outside API. The output is `{ status, headers, body }`. Which statuses are no failure is `expect`, by default
 * all from 200 to 299; the executor judges the answer and whether another attempt could help.
 */
import { z } from "zod";
import type { Json } from "../json";
import { common, defineStep, Next, StepFailure, Text } from "../step";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
const DEFAULT_TIMEOUT = 15_000;

export const http = defineStep({
  kind: "http",
  schema: z.strictObject({
    kind: z.literal("http"),
    method: z.enum(METHODS),
    url: Text(8_000).refine(
      (url) => /^https?:\/\//.test(url) || url.startsWith("${"),
      "A URL starts with https:// or http://",
    ),
    headers: z.record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/), z.string().max(8_000)).optional(),
    body: z.json().optional(),
    expect: z
      .array(z.int().min(100).max(599))
      .min(1)
      .max(50)
      .refine((statuses) => new Set(statuses).size === statuses.length, "A status is listed twice")
      .optional(),
    next: Next,
    ...common,
  }),
  targets: ({ next }) => [{ path: "next", to: next }],
  editable: true,

  enter(ctx, step) {
    const url = ctx.requiredText(step.url, "url");
    if (!/^https?:\/\//i.test(url)) {
      throw new StepFailure("invalid_request", `"${url.slice(0, 200)}" is no http or https URL`);
    }
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(step.headers ?? {})) {
      const text = ctx.text(value, `headers.${name}`);
      if (text !== undefined) headers[name] = text;
    }
    const body = ctx.resolve(step.body as Json | undefined, "body");
    const request = {
      method: step.method,
      url,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(step.expect === undefined ? {} : { expect: step.expect }),
    };
    return {
      do: "execute",
      where: "job",
      request,
      timeoutMs: ctx.timeout(step) ?? DEFAULT_TIMEOUT,
    };
  },

  onSucceeded: (_ctx, step, output) => ({ do: "next", to: step.next, output }),
});
