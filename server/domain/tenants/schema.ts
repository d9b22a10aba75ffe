/** The shapes of a tenant that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";

export const TenantName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100, "must have at most 100 characters");

/** A tenant's short name: lower-case letters, digits and hyphens. */
export const TenantSlug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/,
    "must be 1 to 48 lower-case letters, digits and hyphens, with no hyphen at its ends",
  );

export const TenantView = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type TenantView = z.infer<typeof TenantView>;
