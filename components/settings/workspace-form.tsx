"use client";

import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useMay } from "@/components/shell/me";
import { type Outputs, trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";

/** The workspace's name and short name. */
export function WorkspaceSettings() {
  const query = trpc.tenant.get.useQuery();
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title="Workspace">What your colleagues see, and what programs call it.</PageHeader>
      {query.data ? (
        <WorkspaceForm tenant={query.data} />
      ) : query.isError ? (
        <QueryError error={query.error} what="the workspace" onRetry={() => query.refetch()} />
      ) : (
        <SkeletonRows rows={2} label="Loading the workspace" />
      )}
    </div>
  );
}

function WorkspaceForm({ tenant }: { tenant: Outputs["tenant"]["get"] }) {
  const utils = trpc.useUtils();
  const mayChange = useMay("admin:settings");
  const form = useForm({ defaultValues: { name: tenant.name, slug: tenant.slug } });
  const update = trpc.tenant.update.useMutation();
  const submit = form.handleSubmit(async (values) => {
    try {
      const saved = await update.mutateAsync(values);
      form.reset({ name: saved.name, slug: saved.slug });
      toast.success("Workspace saved");
      await Promise.all([utils.tenant.invalidate(), utils.account.invalidate()]);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const reason = mayChange
    ? isDirty
      ? null
      : "Nothing has changed."
    : "Only admins and owners change the workspace.";
  return (
    <form noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
      <Field label="Workspace name" error={errors.name?.message}>
        <Input
          readOnly={!mayChange}
          {...form.register("name", { required: "The workspace needs a name." })}
        />
      </Field>
      <Field label="Short name" help="Lower-case letters, digits and hyphens." error={errors.slug?.message}>
        <Input
          readOnly={!mayChange}
          autoCapitalize="none"
          spellCheck={false}
          {...form.register("slug", { required: "The workspace needs a short name." })}
        />
      </Field>
      <FormError message={errors.root?.message} />
      <div>
        <Button type="submit" variant="primary" loading={isSubmitting} disabledReason={reason}>
          Save
        </Button>
      </div>
    </form>
  );
}
