import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "@/components/public/auth-card";
import { ForgotPassword } from "@/components/public/forgot-password";
import { TextLink } from "@/components/public/text-link";
import { sendsMail } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public");
  return { title: t("forgot.title") };
}

export default async function ForgotPage() {
  const [mails, t] = await Promise.all([sendsMail(), getTranslations("public.forgot")]);
  return (
    <AuthCard
      title={t("title")}
      lead={t(mails ? "mails" : "noMail")}
      foot={t.rich("remembered", { link: (words) => <TextLink href="/signin">{words}</TextLink> })}
    >
      {mails && <ForgotPassword />}
    </AuthCard>
  );
}
