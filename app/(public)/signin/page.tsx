import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "@/components/public/auth-card";
import { NoSeat } from "@/components/public/no-seat";
import { safeReturn } from "@/components/public/safe-return";
import { SignInForm } from "@/components/public/sign-in-form";
import { TextLink } from "@/components/public/text-link";
import { pageCaller, prefetch } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public");
  return { title: t("signIn.title") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [caller, { next }] = await Promise.all([pageCaller(), searchParams]);
  const returnTo = safeReturn([next].flat()[0]);
  if (caller.type !== "visitor") redirect(returnTo);
  if (caller.userId) {
    const state = await prefetch((q) => [q.account.me.prefetch()]);
    return (
      <HydrationBoundary state={state}>
        <NoSeat />
      </HydrationBoundary>
    );
  }
  const t = await getTranslations("public.signIn");
  return (
    <AuthCard
      title={t("title")}
      foot={t.rich("newHere", { link: (words) => <TextLink href="/signup">{words}</TextLink> })}
    >
      <SignInForm returnTo={returnTo} />
    </AuthCard>
  );
}
