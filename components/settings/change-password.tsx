"use client";

import { useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import { NewPassword, usePasswordRules } from "@/components/public/new-password";
import { PasswordInput } from "@/components/public/password-input";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { toast } from "@/components/ui/toast";

/** Sets another password for whoever knows the one there is; other devices are signed out. */
export function ChangePassword({ email }: { email: string }) {
  const t = useTranslations("settings.security");
  const utils = trpc.useUtils();
  const form = useForm({ defaultValues: { currentPassword: "", password: "" } });
  const change = trpc.account.changePassword.useMutation();
  const password = useWatch({ control: form.control, name: "password" });
  const passwordRules = usePasswordRules();
  const submit = form.handleSubmit(async (values) => {
    try {
      await change.mutateAsync(values);
      form.reset();
      toast.success(t("changed"));
      await utils.account.sessions.invalidate();
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <Field label={t("current")} error={errors.currentPassword?.message}>
        <PasswordInput
          autoComplete="current-password"
          {...form.register("currentPassword", { required: t("currentNeeded") })}
        />
      </Field>
      <NewPassword
        label={t("new")}
        value={password}
        error={errors.password?.message}
        {...form.register("password", passwordRules)}
      />
      <FormError message={errors.root?.message} />
      <div>
        <Button type="submit" loading={isSubmitting}>
          {t("change")}
        </Button>
      </div>
    </form>
  );
}
