"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "./password-input";
import { SignInRefused, signInWithPassword, signInWords } from "./sign-in";
import { TextLink } from "./text-link";

/** E-mail and password; goes where the visitor was headed. */
export function SignInForm({ returnTo }: { returnTo: string }) {
  const t = useTranslations("public");
  const form = useForm({ defaultValues: { email: "", password: "" } });
  const submit = form.handleSubmit(async (values) => {
    try {
      await signInWithPassword(values.email, values.password);
      window.location.assign(returnTo);
      // The button keeps turning until the next page is here.
      await new Promise(() => {});
    } catch (cause) {
      if (!(cause instanceof SignInRefused && cause.why === "unreachable")) form.resetField("password");
      form.setFocus("password");
      form.setError("root", { message: signInWords(t, cause) });
    }
  });
  const { errors, isSubmitting } = form.formState;
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
      <Field label={t("signIn.password")} error={errors.password?.message}>
        <PasswordInput
          autoComplete="current-password"
          {...form.register("password", { required: t("signIn.passwordNeeded") })}
        />
      </Field>
      <p className="-mt-2 text-sm">
        <TextLink href="/forgot">{t("signIn.forgot")}</TextLink>
      </p>
      <Button type="submit" variant="primary" size="lg" loading={isSubmitting}>
        {t("signIn.title")}
      </Button>
    </form>
  );
}
