"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { type Outputs, trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { problemOf } from "@/components/ui/problem";
import { Skeleton } from "@/components/ui/skeleton";
import { AuthCard } from "./auth-card";
import { NewPassword, usePasswordRules } from "./new-password";
import { PasswordInput } from "./password-input";
import { signInWithPassword, signInWords } from "./sign-in";
import { strong } from "./strong";
import { TextLink } from "./text-link";

type Invite = Outputs["invite"]["get"];

/** Shows an invitation and takes the seat: with a new account, or by signing in to the one there is. */
export function AcceptInvite({ token }: { token: string }) {
  const t = useTranslations("public");
  const query = trpc.invite.get.useQuery({ token });
  if (query.isError) {
    const problem = problemOf(query.error);
    return (
      <EmptyState
        page
        kind="noMatch"
        title={t("invite.unusable")}
        action={
          <Button asChild>
            <TextLink href="/signin">{t("signIn.title")}</TextLink>
          </Button>
        }
      >
        {problem.code === "invalid_input" ? t("invite.mistyped") : problem.message}
      </EmptyState>
    );
  }
  if (!query.data) {
    return (
      <div role="status" aria-label={t("invite.loading")} className="mx-auto mt-24 flex w-80 flex-col gap-4">
        <Skeleton className="h-6 w-4/5" />
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
      </div>
    );
  }
  const { data: invite } = query;
  return (
    <AuthCard
      title={t("invite.title", { workspace: invite.tenant.name })}
      lead={t.rich("invite.lead", { by: invite.invitedBy, email: invite.email, strong })}
    >
      {invite.hasAccount ? (
        <JoinWithAccount token={token} invite={invite} />
      ) : (
        <JoinAsNew token={token} invite={invite} />
      )}
    </AuthCard>
  );
}

function JoinAsNew({ token, invite }: { token: string; invite: Invite }) {
  const t = useTranslations("public");
  const form = useForm({ defaultValues: { name: "", password: "" } });
  const accept = trpc.invite.accept.useMutation();
  const password = useWatch({ control: form.control, name: "password" });
  const passwordRules = usePasswordRules();
  const submit = form.handleSubmit(async (values) => {
    try {
      await accept.mutateAsync({ token, ...values });
      await signInWithPassword(invite.email, values.password);
      window.location.assign("/inbox");
      await new Promise(() => {});
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError message={errors.root?.message} />
      <input type="hidden" autoComplete="username" value={invite.email} readOnly />
      <Field label={t("signUp.name")} error={errors.name?.message}>
        <Input
          autoComplete="name"
          autoFocus
          {...form.register("name", { required: t("signUp.nameNeeded") })}
        />
      </Field>
      <NewPassword
        value={password}
        error={errors.password?.message}
        {...form.register("password", passwordRules)}
      />
      <Button type="submit" variant="primary" size="lg" loading={isSubmitting}>
        {t("invite.title", { workspace: invite.tenant.name })}
      </Button>
    </form>
  );
}

function JoinWithAccount({ token, invite }: { token: string; invite: Invite }) {
  const t = useTranslations("public");
  const [error, setError] = useState<string>();
  const form = useForm({ defaultValues: { password: "" } });
  const accept = trpc.invite.accept.useMutation();
  const submit = form.handleSubmit(async ({ password }) => {
    setError(undefined);
    try {
      await signInWithPassword(invite.email, password);
      await accept.mutateAsync({ token });
      window.location.assign("/inbox");
      await new Promise(() => {});
    } catch (cause) {
      setError(signInWords(t, cause));
    }
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError message={error} />
      <input type="hidden" autoComplete="username" value={invite.email} readOnly />
      <Field label={t("signIn.password")} help={t("invite.passwordHelp")} error={errors.password?.message}>
        <PasswordInput
          autoComplete="current-password"
          autoFocus
          {...form.register("password", { required: t("signIn.passwordNeeded") })}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={isSubmitting}>
        {t("invite.signInAndJoin")}
      </Button>
    </form>
  );
}
