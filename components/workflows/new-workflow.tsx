"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { problemOf } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { nameOf, type Starter, starters } from "./starters";

/** Begins a workflow as a draft, from nothing or from a sample. */
export function NewWorkflow({ onClose }: { onClose: () => void }) {
  const t = useTranslations("workflows.new");
  const say = useTranslations("workflows.new.starterTexts");
  const router = useRouter();
  const utils = trpc.useUtils();
  const [title, setTitle] = useState("");
  const [typed, setTyped] = useState<string>();
  const [starter, setStarter] = useState<Starter>("ask");
  const [errors, setErrors] = useState<{ title?: string; name?: string; root?: string }>({});
  const save = trpc.workflow.saveDraft.useMutation();
  const name = typed ?? nameOf(title);
  const submit = async () => {
    if (title.trim() === "") return setErrors({ title: t("titleNeeded") });
    setErrors({});
    try {
      if (await isTaken(name)) return setErrors({ name: t("taken") });
      await save.mutateAsync({ name, title: title.trim(), ...starters[starter](say) });
      await utils.workflow.invalidate();
      router.push(`/workflows/${name}/draft`);
    } catch (cause) {
      const { message, errors: found } = problemOf(cause);
      const why = found.find(({ path }) => path === "name")?.message;
      setErrors(why ? { name: why } : { root: message });
    }
  };
  // A draft of an existing name would replace what somebody else is working on.
  const isTaken = async (wanted: string) => {
    const there = await Promise.allSettled([
      utils.workflow.get.fetch({ name: wanted }),
      utils.workflow.draft.fetch({ name: wanted }),
    ]);
    for (const one of there)
      if (one.status === "rejected" && problemOf(one.reason).status !== 404) throw one.reason;
    return there.some(({ status }) => status === "fulfilled");
  };
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      action={t("create")}
      pending={save.isPending}
      problem={errors.root}
      onSubmit={submit}
    >
      <Field label={t("titleField")} error={errors.title} required>
        <Input value={title} autoComplete="off" onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={t("name")} help={t("nameHelp")} error={errors.name} required>
        <Input
          value={name}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-sm"
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <Field label={t("from")}>
        <Select
          value={starter}
          onValueChange={(next) => setStarter(next as Starter)}
          options={(["ask", "blank"] as const).map((value) => ({
            value,
            label: t(`starters.${value}`),
            hint: t(`starterHints.${value}`),
          }))}
        />
      </Field>
    </FormDialog>
  );
}
