import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "@/components/public/auth-card";
import { SignUpForm } from "@/components/public/sign-up-form";
import { TextLink } from "@/components/public/text-link";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public");
  return { title: t("signUp.title") };
}

export default async function SignUpPage() {
  const t = await getTranslations("public.signUp");
  return (
    <AuthCard
      title={t("title")}
      lead={t("lead")}
      foot={t.rich("haveAccount", { link: (words) => <TextLink href="/signin">{words}</TextLink> })}
    >
      <SignUpForm />
    </AuthCard>
  );
}
