import { randomBytes } from "node:crypto";
import type { MadeTenant } from "@/db/factories";
import type { OperationName } from "@/server/doors/catalogue";

/** In whatever a tenant of these samples keeps: a stranger who reads it has been let in. */
export const MARK = "Confidential";

/** By what an operation is tried. */
export interface Sample {
  /** Input that works in this tenant; makes what it names. */
  input: (tenant: MadeTenant) => Promise<Record<string, unknown>> | Record<string, unknown>;
  /** What makes that input wrong; a field that nothing knows unless told. */
  bad?: Record<string, unknown>;
  /**
   * What the same input gets in another tenant: it names a thing that is not there (`notFound`), the answer has
   * nothing of this tenant (`nothing`), or it cannot be used (`refused`).
   */
  stranger: "notFound" | "nothing" | "refused";
}

/** A sample for every operation of these nouns. */
export type Samples<Noun extends string> = Record<Extract<OperationName, `${Noun}.${string}`>, Sample>;

/** A name that nothing else has. */
export const tag = () => randomBytes(4).toString("hex");

/** For an operation that wants nothing to be there. */
export const none: Sample = { input: () => ({}), stranger: "nothing" };

/** A form that its task needs answered. */
export const form = { fields: { answer: { type: "text", required: true } } };

/** The first bytes of a PNG: enough to be taken for a picture. */
export const PICTURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1").toString("base64");

export const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

/** Names a thing in a way nothing is named. */
export const badId = (field: string) => ({ [field]: "no-such-form" });
