"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { strong } from "./strong";

/** Asks for the address to mail a link for a new password to. */
export function ForgotPassword() {
  const t = useTranslations("public");
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
    return <p role="status">{t.rich("forgot.sent", { email: ask.variables?.email ?? "", strong })}</p>;
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError message={errors.root?.message} />
      <Field label={t("signIn.email")} error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          autoFocus
          {...form.register("email", { required: t("signIn.emailNeeded") })}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={isSubmitting}>
        {t("forgot.send")}
      </Button>
    </form>
  );
}
