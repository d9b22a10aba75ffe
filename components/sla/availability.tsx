"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { MenuChoices, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import type { Availability } from "@/server/domain/tasks/schema";

const dots: Record<Availability, string> = { online: "bg-ok-ink", away: "bg-warn-ink", out: "bg-danger-ink" };

function Dot({ of }: { of: Availability }) {
  return <span aria-hidden className={cn("size-2 shrink-0 rounded-full", dots[of])} />;
}

/** Says whether oneself is there; being out of the office asks until when. */
export function useAvailability() {
  const t = useTranslations("sla.availability");
  const utils = trpc.useUtils();
  const set = trpc.member.setAvailability.useMutation({
    onSettled: () =>
      Promise.all([utils.account.invalidate(), utils.member.invalidate(), utils.task.invalidate()]),
  });
  const say = async (
    availability: Availability,
    more: { until?: string | null; handBackClaimed?: boolean } = {},
  ) => {
    const { moved } = await set.mutateAsync({ availability, ...more });
    toast.success(t(`said.${availability}`, { moved }));
  };
  return { say, pending: set.isPending };
}

/** The choice in the menu of whoever is signed in. `onOut` asks the rest. */
export function AvailabilityChoices({ onOut }: { onOut: () => void }) {
  const t = useTranslations("sla.availability");
  const me = useMe();
  const { say } = useAvailability();
  if (!me?.presence) return null;
  const options = (["online", "away", "out"] as const).map((value) => ({
    value,
    label: t(value),
    icon: <Dot of={value} />,
  }));
  return (
    <>
      <MenuLabel>{t("title")}</MenuLabel>
      <MenuChoices
        label={t("title")}
        value={me.presence.availability}
        options={options}
        onValueChange={(value) => {
          if (value === "out") onOut();
          else say(value as Availability).catch((error) => toast.error(problemOf(error).message));
        }}
      />
      <MenuSeparator />
    </>
  );
}

/** A dot on one's own picture while one is not there. */
export function AvailabilityDot() {
  const t = useTranslations("sla.availability");
  const availability = useMe()?.presence?.availability;
  if (!availability || availability === "online") return null;
  return (
    <span className="ml-auto flex items-center gap-1.5 text-ink-subtle text-xs">
      <Dot of={availability} /> {t(availability)}
    </span>
  );
}

/** Until when one is out of the office, and whether what one has claimed goes back. */
export function OutOfOfficeDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("sla.availability");
  const { say, pending } = useAvailability();
  const [until, setUntil] = useState("");
  const [handBackClaimed, setHandBack] = useState(false);
  const [error, setError] = useState<string>();
  const close = () => {
    setError(undefined);
    onOpenChange(false);
  };
  const submit = async () => {
    try {
      await say("out", { until: until ? new Date(until).toISOString() : null, handBackClaimed });
      close();
    } catch (cause) {
      setError(problemOf(cause).message);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={t("outTitle")}
      description={t("outText")}
      footer={
        <Button variant="primary" type="submit" form="out-of-office" loading={pending}>
          {t("outSave")}
        </Button>
      }
    >
      <form
        id="out-of-office"
        noValidate
        className="flex flex-col gap-4 pb-1"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={t("until")} help={t("untilHelp")}>
          <Input type="datetime-local" value={until} onChange={({ target }) => setUntil(target.value)} />
        </Field>
        <Field layout="inline" label={t("handBack")} help={t("handBackHelp")}>
          <Checkbox checked={handBackClaimed} onCheckedChange={(on) => setHandBack(on === true)} />
        </Field>
        <FormError message={error} />
      </form>
    </Dialog>
  );
}
