"use client";

import { useTranslations } from "next-intl";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { MenuChoices, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import type { Availability } from "@/server/domain/assignment/schema";
import { Dot } from "./availability-dot";

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
