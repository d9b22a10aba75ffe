"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { problemOf } from "@/components/ui/problem";
import { timeIn, useZone } from "@/components/ui/zone";
import { useAvailability } from "./availability";

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
  const timeZone = useZone();
  const [until, setUntil] = useState("");
  const [handBackClaimed, setHandBack] = useState(false);
  const [error, setError] = useState<string>();
  const close = () => {
    setError(undefined);
    onOpenChange(false);
  };
  const submit = async () => {
    try {
      await say("out", { until: until ? timeIn(until, timeZone).toISOString() : null, handBackClaimed });
      close();
    } catch (cause) {
      setError(problemOf(cause).message);
    }
  };
  return (
    <FormDialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={t("outTitle")}
      description={t("outText")}
      action={t("outSave")}
      pending={pending}
      problem={error}
      onSubmit={submit}
    >
      <Field label={t("until")} help={t("untilHelp")}>
        <Input type="datetime-local" value={until} onChange={({ target }) => setUntil(target.value)} />
      </Field>
      <Field layout="inline" label={t("handBack")} help={t("handBackHelp")}>
        <Checkbox checked={handBackClaimed} onCheckedChange={(on) => setHandBack(on === true)} />
      </Field>
    </FormDialog>
  );
}
