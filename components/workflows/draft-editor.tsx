"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue, useEffect, useState } from "react";
import { trpc } from "@/components/trpc";
import { BackLink } from "@/components/ui/back-link";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { parseJsonObject } from "@/components/ui/json-editor";
import { Tabs } from "@/components/ui/tabs";
import { RelativeTime } from "@/components/ui/time";
import type { DraftView, WorkflowView } from "@/server/domain/workflows/schema";
import { DraftActions } from "./draft-actions";
import { DraftChanges } from "./draft-changes";
import { DraftGraph } from "./draft-graph";
import { DraftProblems } from "./draft-problems";

export type Json = Record<string, unknown>;

/** A definition as it is written, with what is wrong with it, how it looks, and what it changes. */
export function DraftEditor({
  name,
  draft,
  published,
}: {
  name: string;
  draft: DraftView | null;
  published: WorkflowView | null;
}) {
  const t = useTranslations("workflows.draft");
  const saved = JSON.stringify(draft?.definition ?? published?.definition ?? {}, null, 2);
  const [typed, setTyped] = useState<{ text: string; since: string | null }>();
  const text = typed?.text ?? saved;
  const known = draft?.updatedAt ?? null;
  const isChanged = text !== saved;
  const say = useTranslations("common.typed");
  const parsed = parseJsonObject(text, say);
  const definition = "value" in parsed ? parsed.value : null;
  const check = useCheck(text);
  useWarnBeforeLeaving(isChanged);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2">
        <BackLink href={published ? `/workflows/${name}` : "/workflows"} label={t("back")} />
        <h1 className="min-w-0 truncate font-semibold text-lg">{t("title", { name })}</h1>
        <p role="status" className="text-ink-subtle text-xs">
          {isChanged ? (
            t("unsaved")
          ) : draft ? (
            <>
              {t("savedBy", { name: draft.updatedBy.name })} <RelativeTime ago at={draft.updatedAt} />
            </>
          ) : (
            t("asPublished", { version: published?.version ?? 0 })
          )}
        </p>
        <DraftActions
          name={name}
          definition={definition}
          isChanged={isChanged}
          hasDraft={draft !== null}
          isPublished={published !== null}
          problems={check.data?.problems.length ?? 0}
          since={typed ? typed.since : known}
          onSaved={() => setTyped(undefined)}
        />
      </header>
      <div className="grid min-h-0 flex-1 min-[1000px]:grid-cols-2">
        <div className="flex min-h-0 flex-col px-4 py-3">
          <Field
            label={t("json")}
            error={"problem" in parsed ? parsed.problem : undefined}
            className="min-h-0 flex-1"
          >
            <Textarea
              value={text}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setTyped({ text: event.target.value, since: typed ? typed.since : known })}
              className="field-sizing-fixed max-h-none min-h-96 flex-1 resize-none whitespace-pre font-mono text-sm"
            />
          </Field>
        </div>
        <div className="min-w-0 px-4 py-3 max-[999px]:border-t min-[1000px]:overflow-y-auto min-[1000px]:border-l">
          <Tabs
            label={t("views")}
            tabs={[
              {
                value: "problems",
                label: t("problems", { count: check.data?.problems.length ?? 0 }),
                content: <DraftProblems check={check.data} isBroken={definition === null} />,
              },
              { value: "graph", label: t("graph"), content: <DraftGraph definition={definition} /> },
              {
                value: "changes",
                label: t("changes"),
                content: <DraftChanges before={published} after={definition} />,
              },
            ]}
          />
        </div>
      </div>
    </div>
  );
}

/** What is wrong with what is typed, a moment after it was. */
function useCheck(text: string) {
  const say = useTranslations("common.typed");
  const settled = useDeferredValue(useLater(text, 300));
  const parsed = parseJsonObject(settled, say);
  const definition = "value" in parsed ? (parsed.value as Record<string, never>) : {};
  return trpc.workflow.check.useQuery(
    { definition },
    { enabled: "value" in parsed, placeholderData: (before) => before, staleTime: Number.POSITIVE_INFINITY },
  );
}

/** The value once it has stayed the same for so many milliseconds. */
function useLater<T>(value: T, milliseconds: number): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return later;
}

function useWarnBeforeLeaving(isChanged: boolean) {
  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isChanged]);
}
