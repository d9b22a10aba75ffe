"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { CheckboxRow } from "@/components/ui/checkbox";
import { Field, FieldGroup } from "@/components/ui/field";
import { showProblem } from "@/components/ui/form";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Secret } from "@/components/ui/secret";
import { KEY_SCOPES, type Permission, ROLE_PERMISSIONS } from "@/server/platform/permissions";

type Values = { name: string; scopes: Permission[] };

/** What a bot that asks people needs, and no more. */
const botScopes: Permission[] = ROLE_PERMISSIONS.member.filter((scope) => KEY_SCOPES.includes(scope));

/** Makes a key and shows it, this once, with a command that uses it. */
export function CreateKeyDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("settings");
  const utils = trpc.useUtils();
  const [made, setMade] = useState<{ secret: string | null } | null>(null);
  const form = useForm<Values>({ defaultValues: { name: "", scopes: botScopes } });
  const create = trpc.key.create.useMutation();
  const change = (next: boolean) => {
    onOpenChange(next);
    setMade(null);
    form.reset();
  };
  const submit = form.handleSubmit(async (values) => {
    try {
      setMade(await create.mutateAsync(values));
      await utils.key.invalidate();
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={change}
      wide
      title={made ? t("newKey.made") : t("newKey.title")}
      description={made?.secret ? t("newKey.copyNow") : undefined}
      action={t("newKey.create")}
      pending={form.formState.isSubmitting}
      problem={form.formState.errors.root?.message}
      onSubmit={submit}
      made={
        made && (
          <div className="flex flex-col gap-4">
            <Secret label={t("newKey.secret")} text={made.secret} />
            {made.secret && (
              <Secret label={t("newKey.curl")} text={curlFor(made.secret, t("newKey.question"))} />
            )}
          </div>
        )
      }
    >
      <KeyFields form={form} />
    </FormDialog>
  );
}

function KeyFields({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  const t = useTranslations("settings");
  const { errors } = form.formState;
  return (
    <>
      <Field label={t("keys.name")} help={t("newKey.nameHelp")} error={errors.name?.message} required>
        <Input {...form.register("name", { required: t("newKey.nameNeeded") })} autoComplete="off" />
      </Field>
      <Controller
        control={form.control}
        name="scopes"
        rules={{ validate: (scopes) => scopes.length > 0 || t("newKey.scopesNeeded") }}
        render={({ field, fieldState }) => (
          <FieldGroup legend={t("newKey.may")} error={fieldState.error?.message}>
            <div className="grid gap-x-4 sm:grid-cols-2">
              {KEY_SCOPES.map((scope) => (
                <CheckboxRow
                  key={scope}
                  label={t(`permissions.${scope}`)}
                  checked={field.value.includes(scope)}
                  onCheckedChange={(on) =>
                    field.onChange(
                      on ? [...field.value, scope] : field.value.filter((other) => other !== scope),
                    )
                  }
                />
              ))}
            </div>
          </FieldGroup>
        )}
      />
    </>
  );
}

function curlFor(secret: string, question: string): string {
  const body = {
    workflow: "support-escalation",
    input: { question, confidence: 0.42 },
  };
  return [
    `curl -X POST ${window.location.origin}/api/v1/runs \\`,
    `  -H "Authorization: Bearer ${secret}" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${JSON.stringify(body)}'`,
  ].join("\n");
}
