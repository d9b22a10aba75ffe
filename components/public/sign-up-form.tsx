"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { slugOf } from "@/server/domain/tenants/rules";
import { NewPassword, usePasswordRules } from "./new-password";
import { signInWithPassword } from "./sign-in";

/** Makes an account and a workspace, and signs in. */
export function SignUpForm() {
  const t = useTranslations("public");
  const [ownSlug, setOwnSlug] = useState(false);
  const form = useForm({
    defaultValues: { name: "", workspaceName: "", workspaceSlug: "", email: "", password: "" },
  });
  const signUp = trpc.account.signUp.useMutation();
  const password = useWatch({ control: form.control, name: "password" });
  const passwordRules = usePasswordRules();
  const submit = form.handleSubmit(async (values) => {
    try {
      await signUp.mutateAsync(values);
      await signInWithPassword(values.email, values.password);
      window.location.assign("/inbox");
      await new Promise(() => {});
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  // Registered in the order they are shown: the first that is wrong gets the focus.
  const name = form.register("name", { required: t("signUp.nameNeeded") });
  const workspace = form.register("workspaceName", { required: t("signUp.workspaceNeeded") });
  const { errors, isSubmitting } = form.formState;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError message={errors.root?.message} />
      <Field label={t("signUp.name")} error={errors.name?.message}>
        <Input autoComplete="name" autoFocus {...name} />
      </Field>
      <Field
        label={t("signUp.workspaceName")}
        help={t("signUp.workspaceHelp")}
        error={errors.workspaceName?.message}
      >
        <Input
          autoComplete="organization"
          {...workspace}
          onChange={(event) => {
            if (!ownSlug) form.setValue("workspaceSlug", slugOf(event.target.value, ""));
            return workspace.onChange(event);
          }}
        />
      </Field>
      <Field label={t("signUp.slug")} help={t("signUp.slugHelp")} error={errors.workspaceSlug?.message}>
        <Input
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...form.register("workspaceSlug", {
            required: t("signUp.slugNeeded"),
            onChange: (event) => setOwnSlug(event.target.value !== ""),
          })}
        />
      </Field>
      <Field label={t("signIn.email")} error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          {...form.register("email", { required: t("signIn.emailNeeded") })}
        />
      </Field>
      <NewPassword
        value={password}
        error={errors.password?.message}
        {...form.register("password", passwordRules)}
      />
      <Button type="submit" variant="primary" size="lg" loading={isSubmitting}>
        {t("signUp.submit")}
      </Button>
    </form>
  );
}
