"use client";

import { useForm } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";

/** Asks for the address to mail a link for a new password to. */
export function ForgotPassword() {
  const form = useForm({ defaultValues: { email: "" } });
  const ask = trpc.account.forgotPassword.useMutation();
  const submit = form.handleSubmit(async (values) => {
    try {
      await ask.mutateAsync(values);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting } = form.formState;
  if (ask.data) {
    return (
      <p role="status">
        If <strong className="font-medium">{ask.variables?.email}</strong> has an account, a mail with a link
        is on its way. The link works once, within an hour. Nothing there? Look among the unwanted mail, or
        ask an admin of your workspace for a reset link.
      </p>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError message={errors.root?.message} />
      <Field label="E-mail" error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          autoFocus
          {...form.register("email", { required: "Enter your e-mail address." })}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={isSubmitting}>
        Send me a link
      </Button>
    </form>
  );
}
