import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/public/auth-card";
import { NoSeat } from "@/components/public/no-seat";
import { safeReturn } from "@/components/public/safe-return";
import { SignInForm } from "@/components/public/sign-in-form";
import { TextLink } from "@/components/public/text-link";
import { pageCaller, prefetch } from "@/server/doors/page";

export const metadata: Metadata = { title: "Sign in" };

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
  return (
    <AuthCard
      title="Sign in"
      foot={
        <>
          New here? <TextLink href="/signup">Create a workspace</TextLink>
        </>
      }
    >
      <SignInForm returnTo={returnTo} />
    </AuthCard>
  );
}
