"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";

/** Changes what one is called, in every workspace. */
export function ChangeName({ name }: { name: string }) {
  const t = useTranslations("settings");
  const utils = trpc.useUtils();
  const form = useForm({ defaultValues: { name } });
  const update = trpc.account.update.useMutation();
  const submit = form.handleSubmit(async (values) => {
    try {
      const saved = await update.mutateAsync(values);
      form.reset({ name: saved.name });
      toast.success(t("profile.nameSaved"));
      await Promise.all([utils.account.invalidate(), utils.member.invalidate()]);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("profile.name")} help={t("profile.nameHelp")} error={errors.name?.message}>
        <Input autoComplete="name" {...form.register("name", { required: t("profile.nameNeeded") })} />
      </Field>
      <FormError message={errors.root?.message} />
      <div>
        <Button type="submit" loading={isSubmitting} disabledReason={isDirty ? null : t("nothingChanged")}>
          {t("profile.saveName")}
        </Button>
      </div>
    </form>
  );
}
