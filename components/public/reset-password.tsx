"use client";

import { useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import { type Outputs, trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FormError, showProblem } from "@/components/ui/form";
import { type Problem, problemOf } from "@/components/ui/problem";
import { Skeleton } from "@/components/ui/skeleton";
import { AuthCard } from "./auth-card";
import { NewPassword, usePasswordRules } from "./new-password";
import { signInWithPassword } from "./sign-in";
import { strong } from "./strong";
import { TextLink } from "./text-link";

const titles = { reset_used: "used", reset_expired: "expired" } as const;

/** Sets a new password by a link, and signs in with it. */
export function ResetPassword({ token }: { token: string }) {
  const t = useTranslations("public.reset");
  // What the link was is shown as it was when the page opened: setting the password uses it up.
  const query = trpc.account.getReset.useQuery({ token }, { staleTime: Number.POSITIVE_INFINITY });
  if (query.isError) return <Over problem={problemOf(query.error)} />;
  if (!query.data) {
    return (
      <div role="status" aria-label={t("loading")} className="mx-auto mt-24 flex w-80 flex-col gap-4">
        <Skeleton className="h-6 w-4/5" />
        <Skeleton className="h-9" />
      </div>
    );
  }
  return <SetPassword token={token} user={query.data} />;
}

function Over({ problem }: { problem: Problem }) {
  const t = useTranslations("public");
  const title = problem.code in titles ? titles[problem.code as keyof typeof titles] : "unusable";
  return (
    <EmptyState
      page
      kind="noMatch"
      title={t(`reset.${title}`)}
      action={
        <>
          <Button asChild>
            <TextLink href="/signin">{t("signIn.title")}</TextLink>
          </Button>
          <Button asChild>
            <TextLink href="/forgot">{t("reset.getNew")}</TextLink>
          </Button>
        </>
      }
    >
      {problem.message}
    </EmptyState>
  );
}

function SetPassword({ token, user }: { token: string; user: Outputs["account"]["getReset"] }) {
  const t = useTranslations("public");
  const form = useForm({ defaultValues: { password: "" } });
  const reset = trpc.account.resetPassword.useMutation();
  const password = useWatch({ control: form.control, name: "password" });
  const passwordRules = usePasswordRules();
  const submit = form.handleSubmit(async (values) => {
    try {
      await reset.mutateAsync({ token, ...values });
      // The password is set whatever becomes of this: whoever can't be signed in here does so there.
      const signedIn = await signInWithPassword(user.email, values.password).then(
        () => true,
        () => false,
      );
      window.location.assign(signedIn ? "/inbox" : "/signin");
      await new Promise(() => {});
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const over = reset.isError ? problemOf(reset.error) : undefined;
  if (over?.code.startsWith("reset_")) return <Over problem={over} />;
  const { errors, isSubmitting } = form.formState;
  return (
    <AuthCard title={t("reset.title")} lead={t.rich("reset.for", { email: user.email, strong })}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError message={errors.root?.message} />
        <input type="hidden" autoComplete="username" value={user.email} readOnly />
        <NewPassword
          label={t("reset.new")}
          value={password}
          error={errors.password?.message}
          autoFocus
          {...form.register("password", passwordRules)}
        />
        <Button type="submit" variant="primary" size="lg" loading={isSubmitting}>
          {t("reset.submit")}
        </Button>
      </form>
    </AuthCard>
  );
}
