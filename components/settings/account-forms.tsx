"use client";

import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { NewPassword } from "@/components/public/new-password";
import { PasswordInput } from "@/components/public/password-input";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { MIN_PASSWORD } from "@/server/domain/account/schema";

/** Changes what one is called, in every workspace. */
export function ChangeName({ name }: { name: string }) {
  const utils = trpc.useUtils();
  const form = useForm({ defaultValues: { name } });
  const update = trpc.account.update.useMutation();
  const submit = form.handleSubmit(async (values) => {
    try {
      const saved = await update.mutateAsync(values);
      form.reset({ name: saved.name });
      toast.success("Name saved");
      await Promise.all([utils.account.invalidate(), utils.member.invalidate()]);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Name" help="As your colleagues see it, in every workspace." error={errors.name?.message}>
        <Input autoComplete="name" {...form.register("name", { required: "Enter your name." })} />
      </Field>
      <FormError message={errors.root?.message} />
      <div>
        <Button type="submit" loading={isSubmitting} disabledReason={isDirty ? null : "Nothing has changed."}>
          Save name
        </Button>
      </div>
    </form>
  );
}

/** Sets another password for whoever knows the one there is; other devices are signed out. */
export function ChangePassword({ email }: { email: string }) {
  const form = useForm({ defaultValues: { currentPassword: "", password: "" } });
  const change = trpc.account.changePassword.useMutation();
  const password = useWatch({ control: form.control, name: "password" });
  const submit = form.handleSubmit(async (values) => {
    try {
      await change.mutateAsync(values);
      form.reset();
      toast.success("Password changed. Your other devices are signed out.");
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <Field label="Current password" error={errors.currentPassword?.message}>
        <PasswordInput
          autoComplete="current-password"
          {...form.register("currentPassword", { required: "Enter your current password." })}
        />
      </Field>
      <NewPassword
        label="New password"
        value={password}
        error={errors.password?.message}
        {...form.register("password", {
          required: "Choose a password.",
          minLength: { value: MIN_PASSWORD, message: `Use at least ${MIN_PASSWORD} characters.` },
        })}
      />
      <FormError message={errors.root?.message} />
      <div>
        <Button type="submit" loading={isSubmitting}>
          Change password
        </Button>
      </div>
    </form>
  );
}
