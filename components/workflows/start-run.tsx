"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form";
import { FormDialog } from "@/components/ui/form-dialog";
import { parseJsonObject } from "@/components/ui/json-editor";
import { problemOf } from "@/components/ui/problem";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { differencesOf } from "./differences";
import { type InputField, inputFields, inputOf, type Typed, typedFrom } from "./input-fields";
import { InputForm } from "./input-form";

type Json = Record<string, unknown>;

/** Starts a run: a form made from what the workflow says of its input, or the input as JSON. */
export function StartRun({
  workflow,
  version,
  again,
  onClose,
}: {
  workflow: string;
  version: number;
  /** The run that is to be made again: its input is filled in. */
  again?: { runId: string; input: unknown };
  onClose: () => void;
}) {
  const t = useTranslations("workflows");
  const query = trpc.workflow.get.useQuery({ name: workflow, version });
  if (!query.data) {
    return (
      <Dialog open onOpenChange={onClose} title={t("start", { workflow })}>
        {query.isError ? (
          <FormError message={problemOf(query.error).message} />
        ) : (
          <SkeletonRows rows={3} label={t("loading")} />
        )}
      </Dialog>
    );
  }
  const input = again?.input;
  const given = typeof input === "object" && input !== null ? (input as Json) : undefined;
  return (
    <StartForm
      workflow={workflow}
      version={version}
      title={query.data.title}
      schema={query.data.definition.input}
      given={given}
      again={again?.runId}
      onClose={onClose}
    />
  );
}

interface FormProps {
  workflow: string;
  version: number;
  title: string;
  schema: unknown;
  given: Json | undefined;
  again: string | undefined;
  onClose: () => void;
}

function StartForm({ workflow, version, title, schema, given, again, onClose }: FormProps) {
  const t = useTranslations("workflows");
  const router = useRouter();
  const utils = trpc.useUtils();
  const fields = inputFields(schema);
  const entry = useEntry(fields, schema, given);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const shared = {
    onSuccess: (run: { id: string }) => {
      toast.success(t("started", { workflow }));
      onClose();
      router.push(`/runs/${run.id}`);
    },
    onError: (error: unknown) => {
      const { message, errors: found } = problemOf(error);
      const named = found.map(({ path, message: why }) => [
        path.replace(/^input\./, "").split(".")[0] ?? "",
        why,
      ]);
      setErrors(Object.fromEntries(named));
      const known =
        entry.fields && named.every(([name]) => entry.fields?.some((field) => field.name === name));
      const whys = found.map(({ path, message: why }) => `${path}: ${why}`).join(" ");
      setProblem(known && named.length > 0 ? undefined : [message, whys].filter(Boolean).join(" "));
    },
    onSettled: () => utils.run.invalidate(),
  };
  const start = trpc.run.start.useMutation(shared);
  const rerun = trpc.run.rerun.useMutation(shared);
  const submit = () => {
    const read = entry.read();
    setProblem(undefined);
    setErrors("errors" in read ? read.errors : {});
    if ("problem" in read) setProblem(read.problem);
    if (!("input" in read)) return;
    // The same once more is told apart from a new run, so that one can find the other.
    if (again && differencesOf(given ?? {}, read.input).length === 0) rerun.mutate({ runId: again });
    else
      start.mutate({ workflow, version, input: read.input as Parameters<typeof start.mutate>[0]["input"] });
  };
  return (
    <FormDialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={again ? t("again", { workflow }) : t("start", { workflow })}
      description={t("titleVersion", { title, version })}
      beside={
        <>
          {fields && (
            <Button variant="ghost" className="mr-auto" onClick={entry.toggle}>
              {entry.fields ? t("writeJson") : t("useForm")}
            </Button>
          )}
          <Button onClick={onClose}>{t("close")}</Button>
        </>
      }
      action={t("startRun")}
      pending={start.isPending || rerun.isPending}
      problem={problem}
      onSubmit={submit}
    >
      <InputForm entry={entry} errors={errors} />
    </FormDialog>
  );
}

export type Entry = ReturnType<typeof useEntry>;

/** What is typed, in fields or as JSON; going over from one to the other takes it along as far as it can be read. */
function useEntry(all: InputField[] | null, schema: unknown, given: Json | undefined) {
  const say = useTranslations("common.typed");
  const [typed, setTyped] = useState<Typed>(() => (all ? typedFrom(all, schema, given) : {}));
  const [json, setJson] = useState(() => JSON.stringify(given ?? {}, null, 2));
  const [asJson, setAsJson] = useState(all === null || hasMore(all, given));
  const fields = asJson ? null : all;
  const readJson = (): { input: Json } | { problem: string } => {
    const parsed = parseJsonObject(json, say);
    return "problem" in parsed ? parsed : { input: parsed.value };
  };
  const toggle = () => {
    const read = fields ? inputOf(fields, typed, say) : readJson();
    if (fields && "input" in read) setJson(JSON.stringify(read.input, null, 2));
    if (!fields && all && "input" in read) setTyped(typedFrom(all, schema, read.input));
    setAsJson((on) => !on);
  };
  return {
    fields,
    typed,
    type: (name: string, value: string | boolean) => setTyped((before) => ({ ...before, [name]: value })),
    json,
    setJson,
    toggle,
    read: () => (fields ? inputOf(fields, typed, say) : readJson()),
  };
}

/** An input with more in it than the form shows must not lose it. */
function hasMore(fields: InputField[], given: Json | undefined): boolean {
  return Object.keys(given ?? {}).some((name) => !fields.some((field) => field.name === name));
}
