"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import type { Json } from "./draft-editor";

/** Keeps, throws away or publishes what was written. */
export function DraftActions({
  name,
  definition,
  isChanged,
  hasDraft,
  isPublished,
  problems,
  since,
  onSaved,
}: {
  name: string;
  /** Null while what is typed is no JSON. */
  definition: Json | null;
  isChanged: boolean;
  hasDraft: boolean;
  isPublished: boolean;
  problems: number;
  /** When the draft was saved that the writing began with; null when there was none. */
  since: string | null;
  onSaved: () => void;
}) {
  const t = useTranslations("workflows.draft");
  const router = useRouter();
  const utils = trpc.useUtils();
  const may = useMay("workflows:write");
  const [discarding, setDiscarding] = useState(false);
  const [overtaken, setOvertaken] = useState<string>();
  const onError = (error: unknown) => {
    const { code, message } = problemOf(error);
    if (code === "draft_changed") setOvertaken(message);
    else toast.error(message);
  };
  const save = trpc.workflow.saveDraft.useMutation();
  const discard = trpc.workflow.discardDraft.useMutation();
  const publish = trpc.workflow.publish.useMutation();
  const keep = async (overwrite = false) => {
    // Under its own key, so that a definition that has a `name` keeps it out of the address.
    const written = { name, definition: definition as Record<string, never> };
    const kept = await save.mutateAsync(overwrite ? written : { ...written, since });
    utils.workflow.draft.setData({ name }, kept);
    onSaved();
    await utils.workflow.invalidate();
  };
  const release = async () => {
    if (isChanged) await keep();
    const { version, created, warnings } = await publish.mutateAsync({ name });
    const said = created ? t("published", { version }) : t("unchanged", { version });
    if (warnings.length === 0) toast.success(said);
    else toast.warning(said, { description: warnings.map(({ message }) => `${message}.`).join(" ") });
    await utils.workflow.invalidate();
    router.push(`/workflows/${name}`);
  };
  const refusal = !may ? t("mayNot") : definition === null ? t("noJson") : null;
  const unpublishable =
    refusal ??
    (problems > 0 ? t("hasProblems", { count: problems }) : hasDraft || isChanged ? null : t("nothing"));
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      {hasDraft && (
        <Button
          size="sm"
          variant="ghost"
          disabledReason={may ? null : t("mayNot")}
          onClick={() => setDiscarding(true)}
        >
          {t("discard")}
        </Button>
      )}
      <Button
        size="sm"
        disabledReason={refusal ?? (isChanged ? null : t("noChange"))}
        loading={save.isPending}
        onClick={() => keep().catch(onError)}
      >
        {t("save")}
      </Button>
      <Button
        size="sm"
        variant="primary"
        disabledReason={unpublishable}
        loading={publish.isPending}
        onClick={() => release().catch(onError)}
      >
        {t("publish")}
      </Button>
      <ConfirmDialog
        open={overtaken !== undefined}
        onOpenChange={(open) => !open && setOvertaken(undefined)}
        title={t("overwriteTitle", { name })}
        action={t("overwrite")}
        onConfirm={() => keep(true)}
      >
        {overtaken} {t("overwriteText")}
      </ConfirmDialog>
      <ConfirmDialog
        open={discarding}
        onOpenChange={setDiscarding}
        title={t("discardTitle", { name })}
        action={t("discard")}
        onConfirm={async () => {
          await discard.mutateAsync({ name });
          router.push(isPublished ? `/workflows/${name}` : "/workflows");
          await utils.workflow.invalidate();
        }}
      >
        {isPublished ? t("discardText") : t("discardAll")}
      </ConfirmDialog>
    </div>
  );
}
