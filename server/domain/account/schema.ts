/** The shapes of an account: a person, how they sign in, and the seats they hold. Zod only: pages import this file. */
import { z } from "zod";
import { Availability } from "@/server/domain/assignment/schema";
import { DisplayName, LocaleChoice, TimeZone } from "@/server/domain/schema";
import { TenantView } from "@/server/domain/tenants/schema";
import { LOCALES } from "@/server/platform/locale";
import { PERMISSIONS, ROLES } from "@/server/platform/permissions";

/** An e-mail address, in lower case whatever was typed. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(320, "must have at most 320 characters")
  .pipe(z.email("must be an e-mail address"));

export const MIN_PASSWORD = 10;

/** A password to be set. Long is what counts; which characters is nobody's business (NIST SP 800-63B). */
export const NewPassword = z
  .string()
  .min(MIN_PASSWORD, `must have at least ${MIN_PASSWORD} characters`)
  .max(200, "must have at most 200 characters");

/** A password that is compared with the one there is: any length that can be one. */
export const GivenPassword = z
  .string()
  .min(1, "must not be empty")
  .max(1000, "must have at most 1000 characters");

/** The token in a link that resets a password: 32 bytes in base64url. */
export const ResetToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "is not the token of a link");

export const PersonName = DisplayName;

/** What a person may change about their account; null leaves language or zone to their browser. */
export const AccountChanges = z.strictObject({
  name: PersonName.optional(),
  locale: LocaleChoice.nullable().optional(),
  timeZone: TimeZone.nullable().optional(),
  singleKeys: z.boolean().optional().describe("Whether single keys do things, such as `c` to claim"),
});
export type AccountChanges = z.infer<typeof AccountChanges>;

export const UserView = z.object({ id: z.string(), name: z.string(), email: z.string() });
export type UserView = z.infer<typeof UserView>;

/** A person as they see themselves. */
export const AccountView = UserView.extend({
  locale: z.enum(LOCALES).nullable(),
  timeZone: z.string().nullable(),
  singleKeys: z.boolean(),
});
export type AccountView = z.infer<typeof AccountView>;

/** Where somebody is signed in. */
export const SessionView = z.object({
  id: z.string(),
  /** What the browser called itself when it signed in. */
  userAgent: z.string().nullable(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  /** The one that asks. */
  current: z.boolean(),
});

/** A workspace that a person has a seat in. */
export const SeatView = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  role: z.enum(ROLES),
});
export type SeatView = z.infer<typeof SeatView>;

/** Who is signed in, the workspace they look at (null when they hold no seat in it any more), and all they could. */
export const MeView = z.object({
  user: AccountView,
  tenant: TenantView.pick({ id: true, name: true, slug: true }).nullable(),
  role: z.enum(ROLES).nullable(),
  /** Where their picture in this workspace is, beside the API's other paths. */
  photo: z.string().nullable(),
  permissions: z.array(z.enum(PERMISSIONS)),
  tenants: z.array(SeatView),
  /** Whether they are there, as they have said. */
  presence: z.object({ availability: Availability, outUntil: z.string().nullable() }).nullable(),
});
export type MeView = z.infer<typeof MeView>;
