"use client";

import { useForm, useWatch } from "react-hook-form";
import { type Outputs, trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FormError, showProblem } from "@/components/ui/form";
import { type Problem, problemOf } from "@/components/ui/problem";
import { Skeleton } from "@/components/ui/skeleton";
import { MIN_PASSWORD } from "@/server/domain/account/schema";
import { AuthCard } from "./auth-card";
import { NewPassword } from "./new-password";
import { signInWithPassword } from "./sign-in";
import { TextLink } from "./text-link";

const titles: Record<string, string> = {
  reset_used: "This link was used",
  reset_expired: "This link has run out",
};

/** Sets a new password by a link, and signs in with it. */
export function ResetPassword({ token }: { token: string }) {
  // What the link was is shown as it was when the page opened: setting the password uses it up.
  const query = trpc.account.getReset.useQuery({ token }, { staleTime: Number.POSITIVE_INFINITY });
  if (query.isError) return <Over problem={problemOf(query.error)} />;
  if (!query.data) {
    return (
      <div role="status" aria-label="Loading the link" className="mx-auto mt-24 flex w-80 flex-col gap-4">
        <Skeleton className="h-6 w-4/5" />
        <Skeleton className="h-9" />
      </div>
    );
  }
  return <SetPassword token={token} user={query.data} />;
}

function Over({ problem }: { problem: Problem }) {
  return (
    <EmptyState
      page
      kind="noMatch"
      title={titles[problem.code] ?? "This link cannot be used"}
      action={
        <>
          <Button asChild>
            <TextLink href="/signin">Sign in</TextLink>
          </Button>
          <Button asChild>
            <TextLink href="/forgot">Get a new link</TextLink>
          </Button>
        </>
      }
    >
      {problem.message}
    </EmptyState>
  );
}

function SetPassword({ token, user }: { token: string; user: Outputs["account"]["getReset"] }) {
  const form = useForm({ defaultValues: { password: "" } });
  const reset = trpc.account.resetPassword.useMutation();
  const password = useWatch({ control: form.control, name: "password" });
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
    <AuthCard
      title="Set a new password"
      lead={
        <>
          For <strong className="font-medium text-ink">{user.email}</strong>. All your devices are signed out.
        </>
      }
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError message={errors.root?.message} />
        <input type="hidden" autoComplete="username" value={user.email} readOnly />
        <NewPassword
          label="New password"
          value={password}
          error={errors.password?.message}
          autoFocus
          {...form.register("password", {
            required: "Choose a password.",
            minLength: { value: MIN_PASSWORD, message: `Use at least ${MIN_PASSWORD} characters.` },
          })}
        />
        <Button type="submit" variant="primary" size="lg" loading={isSubmitting}>
          Set password and sign in
        </Button>
      </form>
    </AuthCard>
  );
}
