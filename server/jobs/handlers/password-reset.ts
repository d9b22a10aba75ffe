import { withSystem } from "@/db/tenancy";
import { channels } from "@/server/connectors/channels";
import { findMailedReset, MAILED_HOURS } from "@/server/domain/account/resets";
import { hashLinkToken, linkToken } from "@/server/platform/link-token";
import { pageUrl } from "@/server/platform/page-url";
import type { Handler } from "../handler";
import { settle } from "../settle";

/** Mails a link for a new password, unless it is over already or there is nobody to mail it to. */
export const passwordReset: Handler<"password.reset"> = async (payload) => {
  const { tenantId, resetId } = payload;
  const found = await withSystem("whom a reset's link is mailed to", (tx, now) =>
    findMailedReset(tx, now, resetId),
  );
  if (!found) return;
  const { reset, user } = found;
  const token = linkToken("reset", resetId);
  if (reset.tokenHash !== hashLinkToken(token)) {
    throw new Error("the reset was made under another NEXTAUTH_SECRET than this worker's");
  }
  const hours = MAILED_HOURS === 1 ? "an hour" : `${MAILED_HOURS} hours`;
  await settle(
    "password.reset",
    payload,
    await channels.email.send({
      tenantId,
      kind: "password.reset",
      recipient: { name: user.name, email: user.email, locale: user.locale },
      title: "Set a new password for Orkestra",
      body: `${user.email}\nThe link works once, within ${hours}. All your devices are signed out then.`,
      url: pageUrl(`/reset/${token}`),
      idempotencyKey: `password-reset/${resetId}`,
    }),
  );
};
