import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ResetPassword } from "@/components/public/reset-password";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public");
  return { title: t("reset.page"), referrer: "no-referrer", robots: { index: false } };
}

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <ResetPassword token={token} />;
}
