"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { type Inputs, trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { hadNoAnswer, problemOf } from "@/components/ui/problem";
import { slugOf } from "@/server/domain/tenants/rules";
import { NewPassword, usePasswordRules } from "./new-password";
import { SignInRefused, signInWithPassword, signInWords } from "./sign-in";

/** Makes an account and a workspace, and signs in. */
export function SignUpForm() {
  const t = useTranslations("public");
  const [ownSlug, setOwnSlug] = useState(false);
  const form = useForm({
    defaultValues: { name: "", workspaceName: "", workspaceSlug: "", email: "", password: "" },
  });
  const signUp = useSignUp();
  const password = useWatch({ control: form.control, name: "password" });
  const passwordRules = usePasswordRules();
  const submit = form.handleSubmit(async (values) => {
    try {
      await signUp(values);
      window.location.assign("/inbox");
      await new Promise(() => {});
    } catch (cause) {
      if (cause instanceof SignInRefused) form.setError("root", { message: signInWords(t, cause) });
      else showProblem(form, cause);
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

/** Makes the account, unless an attempt whose answer was lost has made it already, and signs in. */
function useSignUp() {
  const { mutateAsync } = trpc.account.signUp.useMutation({ retry: false });
  /** Whose account there may be by now. */
  const tried = useRef<string>(undefined);
  return async (values: Inputs["account"]["signUp"]) => {
    const { email, password } = values;
    try {
      await mutateAsync(values);
    } catch (cause) {
      const again = tried.current === email && problemOf(cause).status === 409;
      if (hadNoAnswer(cause)) tried.current = email;
      if (!again) throw cause;
      return signInWithPassword(email, password).catch((refused) => {
        throw refused instanceof SignInRefused && refused.why === "wrong" ? cause : refused;
      });
    }
    tried.current = email;
    await signInWithPassword(email, password);
  };
}
