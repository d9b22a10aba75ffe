/** The shapes of a tenant that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { DisplayName, Id, LocaleChoice, Slug, TimeZone } from "@/server/domain/schema";
import { LOCALES } from "@/server/platform/locale";

export const TenantName = DisplayName;

/** A tenant's short name: lower-case letters, digits and hyphens. */
export const TenantSlug = Slug;

/** Defaults to set; null takes one away. */
export const DefaultsChange = z.strictObject({
  teamId: Id.nullable().optional().describe("Where tasks go that name neither a team nor a person"),
  locale: LocaleChoice.nullable().optional().describe("What new members read in until they choose"),
  timeZone: TimeZone.nullable().optional().describe("The zone of new members' times until they choose"),
});
export type DefaultsChange = z.infer<typeof DefaultsChange>;

export const TenantView = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  /** What counts where nobody says otherwise; null where there is none. */
  defaults: z.object({
    teamId: z.string().nullable(),
    locale: z.enum(LOCALES).nullable(),
    timeZone: z.string().nullable(),
  }),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type TenantView = z.infer<typeof TenantView>;

const Limit = z.int().min(1).max(1_000_000_000).nullable();

/** Limits to set; null lifts one. */
export const LimitsChange = z.strictObject({
  maxConcurrentWorkflows: Limit.optional().describe("Runs under way at once; more of them wait their turn"),
  maxTasksPerDay: Limit.optional().describe("Tasks opened in a day of UTC; more of them are refused"),
});

/** Each limit with its present use; `limit` is null where there is none. */
export const LimitsView = z.object({
  maxConcurrentWorkflows: z.object({
    limit: Limit,
    used: z.int().describe("Runs under way"),
    waiting: z.int().describe("Runs that wait for room to begin"),
  }),
  maxTasksPerDay: z.object({
    limit: Limit,
    used: z.int().describe("Tasks opened today"),
    resetsAt: z.string().describe("When the count begins again: midnight UTC"),
  }),
});
export type LimitsView = z.infer<typeof LimitsView>;
