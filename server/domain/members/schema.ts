/** The shapes of members and invitations that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { Availability } from "@/server/domain/assignment/schema";
import { ActorRefView } from "@/server/domain/schema";
import { ROLES } from "@/server/platform/permissions";

export const RoleName = z.enum(ROLES, { error: `must be one of ${ROLES.join(", ")}` });

/** A photo may be this large, in bytes. */
export const MAX_PHOTO_BYTES = 1024 * 1024;

/** Pictures that every browser shows, and nothing that could run. */
export const PHOTO_TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** A user's seat in the tenant. */
export const MemberView = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleName,
  /** Deactivated members can't sign in here and get no tasks; what they did keeps their name. */
  active: z.boolean(),
  availability: Availability,
  /** When somebody who is not there is back, if they have said. */
  outUntil: z.string().nullable(),
  /** What they are good at. */
  skills: z.array(z.string()),
  /** Where their picture is, beside the API's other paths. */
  photo: z.string().nullable(),
  teams: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
  /** Who decides in their place while they are out, and until when; `counts`: they are out, and it is not over. */
  delegation: z.object({ to: z.string(), until: z.string().nullable(), counts: z.boolean() }).nullable(),
  joinedAt: z.string(),
  lastActiveAt: z.string().nullable(),
});
export type MemberView = z.infer<typeof MemberView>;

export const InviteView = z.object({
  id: z.string(),
  email: z.string(),
  role: RoleName,
  teamIds: z.array(z.string()),
  status: z.enum(["pending", "accepted", "revoked", "expired"]),
  invitedBy: ActorRefView,
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type InviteView = z.infer<typeof InviteView>;

/** The token in an invitation's link: 32 bytes in base64url. */
export const InviteToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "is not the token of an invitation");
