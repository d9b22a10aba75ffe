"use client";

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
import { MIN_PASSWORD } from "@/server/domain/account/schema";
import { AuthCard } from "./auth-card";
import { NewPassword } from "./new-password";
import { PasswordInput } from "./password-input";
import { signInWithPassword } from "./sign-in";
import { TextLink } from "./text-link";

type Invite = Outputs["invite"]["get"];

/** Shows an invitation and takes the seat: with a new account, or by signing in to the one there is. */
export function AcceptInvite({ token }: { token: string }) {
  const query = trpc.invite.get.useQuery({ token });
  if (query.isError) {
    return (
      <EmptyState
        page
        kind="noMatch"
        title="This invitation cannot be used"
        action={
          <Button asChild>
            <TextLink href="/signin">Sign in</TextLink>
          </Button>
        }
      >
        {whyUnusable(query.error)}
      </EmptyState>
    );
  }
  if (!query.data) {
    return (
      <div
        role="status"
        aria-label="Loading the invitation"
        className="mx-auto mt-24 flex w-80 flex-col gap-4"
      >
        <Skeleton className="h-6 w-4/5" />
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
      </div>
    );
  }
  const { data: invite } = query;
  return (
    <AuthCard
      title={`Join ${invite.tenant.name}`}
      lead={
        <>
          {invite.invitedBy} invited <strong className="font-medium text-ink">{invite.email}</strong>.
        </>
      }
    >
      {invite.hasAccount ? (
        <JoinWithAccount token={token} invite={invite} />
      ) : (
        <JoinAsNew token={token} invite={invite} />
      )}
    </AuthCard>
  );
}

function whyUnusable(error: unknown): string {
  const { code, message } = problemOf(error);
  if (code !== "invalid_input") return message;
  return "This link is incomplete or mistyped. Ask whoever invited you for it again.";
}

function JoinAsNew({ token, invite }: { token: string; invite: Invite }) {
  const form = useForm({ defaultValues: { name: "", password: "" } });
  const accept = trpc.invite.accept.useMutation();
  const password = useWatch({ control: form.control, name: "password" });
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
      <Field label="Your name" error={errors.name?.message}>
        <Input autoComplete="name" autoFocus {...form.register("name", { required: "Enter your name." })} />
      </Field>
      <NewPassword
        value={password}
        error={errors.password?.message}
        {...form.register("password", {
          required: "Choose a password.",
          minLength: { value: MIN_PASSWORD, message: `Use at least ${MIN_PASSWORD} characters.` },
        })}
      />
      <Button type="submit" variant="primary" size="lg" loading={isSubmitting}>
        Join {invite.tenant.name}
      </Button>
    </form>
  );
}

function JoinWithAccount({ token, invite }: { token: string; invite: Invite }) {
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
      setError(problemOf(cause).message);
    }
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError message={error} />
      <input type="hidden" autoComplete="username" value={invite.email} readOnly />
      <Field
        label="Password"
        help="You have an account with this address: its password joins the workspace."
        error={errors.password?.message}
      >
        <PasswordInput
          autoComplete="current-password"
          autoFocus
          {...form.register("password", { required: "Enter your password." })}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={isSubmitting}>
        Sign in and join
      </Button>
    </form>
  );
}
