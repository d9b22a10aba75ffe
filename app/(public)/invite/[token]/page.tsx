import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AcceptInvite } from "@/components/public/accept-invite";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public");
  return { title: t("invite.page"), referrer: "no-referrer", robots: { index: false } };
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <AcceptInvite token={token} />;
}
