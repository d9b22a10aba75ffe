"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useMe } from "@/components/shell/me";
import { useMembers } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { later } from "@/components/ui/on-demand";
import { problemOf } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { useTimeWords } from "@/components/ui/time-words";
import { toast } from "@/components/ui/toast";
import { dayIn, timeIn, useZone } from "@/components/ui/zone";

const OutOfOfficeDialog = later(() =>
  import("@/components/sla/out-of-office-dialog").then((module) => module.OutOfOfficeDialog),
);

const nobody = "nobody";

/** Who decides in one's place while one is out, and until when. */
export function Delegation() {
  const t = useTranslations("tasks.delegation");
  const me = useMe();
  const query = useMembers();
  const own = query.rows.find(({ userId }) => userId === me?.user.id);
  if (!me || !own) return null;
  return (
    <section aria-label={t("title")} className="flex flex-col gap-3 border-t pt-6">
      <h2 className="font-medium">{t("title")}</h2>
      <p className="text-ink-muted text-sm">{t("description")}</p>
      {own.delegation && (
        <State
          {...own.delegation}
          name={query.rows.find(({ userId }) => userId === own.delegation?.to)?.name ?? ""}
        />
      )}
      <DelegationForm
        key={own.delegation?.to}
        userId={own.userId}
        given={own.delegation}
        people={query.rows
          .filter(({ active, userId, role }) => active && role !== "viewer" && userId !== own.userId)
          .map(({ userId, name }) => ({ value: userId, label: name }))}
      />
    </section>
  );
}

/** Whether somebody decides in one's place now; if not, how they come to. */
function State({ name, until, counts }: { name: string; until: string | null; counts: boolean }) {
  const t = useTranslations("tasks.delegation");
  const { exact } = useTimeWords();
  const [leaving, setLeaving] = useState(false);
  const over = useNow((now) => until !== null && Date.parse(until) <= now);
  if (over && until) return <p className="text-ink-muted text-sm">{t("over", { at: exact(until) })}</p>;
  if (counts) {
    return (
      <p className="rounded-md bg-accent-soft px-3 py-2 text-accent-ink text-sm">{t("now", { name })}</p>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border px-3 py-2 text-sm">
      <p className="min-w-0 flex-1 basis-64">{t("later", { name })}</p>
      <Button size="sm" onClick={() => setLeaving(true)}>
        {t("leave")}
      </Button>
      {leaving && <OutOfOfficeDialog open onOpenChange={setLeaving} />}
    </div>
  );
}

function DelegationForm({
  userId,
  given,
  people,
}: {
  userId: string;
  given: { to: string; until: string | null } | null;
  people: { value: string; label: string }[];
}) {
  const t = useTranslations("tasks.delegation");
  const utils = trpc.useUtils();
  const id = useId();
  const timeZone = useZone();
  const [to, setTo] = useState(given?.to ?? nobody);
  const [until, setUntil] = useState(given?.until ? dayIn(Date.parse(given.until), timeZone) : "");
  const save = trpc.member.delegate.useMutation({
    onSuccess: () => toast.success(t("saved")),
    onSettled: () => utils.member.invalidate(),
  });
  return (
    <form
      aria-labelledby={id}
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        // Through the whole of the last day.
        const end = until ? timeIn(`${until}T23:59:59`, timeZone).toISOString() : undefined;
        save.mutate({
          userId,
          to: to === nobody ? null : to,
          ...(end && to !== nobody ? { until: end } : {}),
        });
      }}
    >
      <span id={id} className="sr-only">
        {t("title")}
      </span>
      <Field label={t("to")} className="w-56">
        <Select
          value={to}
          onValueChange={setTo}
          options={[{ value: nobody, label: t("nobody") }, ...people]}
        />
      </Field>
      {to !== nobody && (
        <Field label={t("until")} optional className="w-44">
          <Input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      )}
      <Button type="submit" className="h-9" loading={save.isPending}>
        {t("save")}
      </Button>
      <FormError message={save.error ? problemOf(save.error).message : undefined} />
    </form>
  );
}
