import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/tenancy";
import { findUser, presenceOf, seatsOf } from "@/server/domain/account/queries";
import { MeView } from "@/server/domain/account/schema";
import { activeTenantOf } from "@/server/domain/account/sessions";
import { accountView } from "@/server/domain/account/view";
import { photoUrl } from "@/server/domain/members/view";
import { unauthenticated } from "@/server/platform/errors";
import { ROLE_PERMISSIONS } from "@/server/platform/permissions";
import { visitorOperation } from "../operation";

async function photoAt(tx: Tx, tenantId: string, userId: string): Promise<string | null> {
  const [seat] = await tx
    .select({ userId: members.userId, photoKey: members.photoKey })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.userId, userId)));
  return seat ? photoUrl(seat) : null;
}

export const me = visitorOperation({
  name: "account.me",
  summary: "See who is signed in, where, and what they may do",
  kind: "read",
  access: "signedIn",
  input: z.strictObject({}),
  output: MeView,
  async run({ tx, visitor, now }) {
    const user = visitor.userId ? await findUser(tx, visitor.userId) : undefined;
    if (!user) throw unauthenticated("Sign in first.");
    const tenants = await seatsOf(tx, user.id);
    const active = visitor.sessionId ? await activeTenantOf(tx, visitor.sessionId) : tenants[0]?.id;
    const seat = tenants.find((tenant) => tenant.id === active);
    return {
      user: accountView(user),
      tenant: seat ? { id: seat.id, name: seat.name, slug: seat.slug } : null,
      role: seat?.role ?? null,
      photo: seat ? await photoAt(tx, seat.id, user.id) : null,
      permissions: seat ? [...ROLE_PERMISSIONS[seat.role]] : [],
      tenants,
      presence: seat ? await presenceOf(tx, user.id, seat.id, now) : null,
    };
  },
});
