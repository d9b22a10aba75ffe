"use client";

import Link from "next/link";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Secret } from "@/components/ui/secret";
import { Select } from "@/components/ui/select";
import { mayManageRole, ROLES, type Role } from "@/server/platform/permissions";
import { roleHints, roleLabels } from "./roles";

/** Makes an invitation and shows its link, this once. */
export function InviteDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const me = useMe();
  const utils = trpc.useUtils();
  const [made, setMade] = useState<{ email: string; url: string; mailed: boolean } | null>(null);
  const form = useForm<{ email: string; role: Role }>({ defaultValues: { email: "", role: "member" } });
  const create = trpc.invite.create.useMutation();
  const change = (next: boolean) => {
    onOpenChange(next);
    setMade(null);
    form.reset();
  };
  const submit = form.handleSubmit(async (values) => {
    try {
      const { url, mailed } = await create.mutateAsync(values);
      setMade({ email: values.email, url: url ?? "", mailed });
      await utils.invite.invalidate();
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting } = form.formState;
  const myRole = me?.role ?? "viewer";
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      deliberate={made !== null}
      title={made ? "Invitation ready" : "Invite someone"}
      description={
        made
          ? `${made.mailed ? `It was mailed to ${made.email}; you can also send the link yourself.` : `Send this link to ${made.email}.`} It is shown only now, works once, and for 7 days.`
          : "You get a link to send them; with it they set a password and are in."
      }
      footer={
        made ? (
          <Button variant="primary" onClick={() => change(false)}>
            Done
          </Button>
        ) : (
          <Button variant="primary" type="submit" form="invite" loading={isSubmitting}>
            Create link
          </Button>
        )
      }
    >
      {made ? (
        <div className="flex flex-col gap-3">
          <Secret label="Invitation link" text={made.url} />
          <p className="text-ink-muted text-sm">
            Tasks reach people through their teams: once they have joined, add them to one in{" "}
            <Link href="/settings/teams" className="text-accent-ink hover:underline">
              Teams
            </Link>
            .
          </p>
        </div>
      ) : (
        <form id="invite" noValidate onSubmit={submit} className="flex flex-col gap-4 pb-1">
          <Field label="E-mail" error={errors.email?.message} required>
            <Input
              type="email"
              autoComplete="off"
              {...form.register("email", { required: "Enter their e-mail address." })}
            />
          </Field>
          <Field label="Role" error={errors.role?.message}>
            <Controller
              control={form.control}
              name="role"
              render={({ field }) => (
                <Select
                  value={field.value}
                  onValueChange={field.onChange}
                  options={ROLES.filter((role) => mayManageRole(myRole, role)).map((role) => ({
                    value: role,
                    label: roleLabels[role],
                    hint: roleHints[role],
                  }))}
                />
              )}
            />
          </Field>
          <FormError message={errors.root?.message} />
        </form>
      )}
    </Dialog>
  );
}
