"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import type { Me } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { useHydrated, useNow } from "@/components/ui/clock";
import { Field } from "@/components/ui/field";
import { problemOf } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { browserTimeZone, rememberLocale } from "@/components/words/reader";
import { isLocale, LOCALES } from "@/server/platform/locale";
import { zoneOptions } from "./zones";

/** Stands for leaving it to the browser: a list has no place for an empty value. */
const BROWSER = "browser";

/** The language one reads and the zone one's times are in; each takes effect at once. */
export function ChangeReading({ user }: { user: Me["user"] }) {
  const t = useTranslations();
  const router = useRouter();
  const utils = trpc.useUtils();
  const update = trpc.account.update.useMutation({
    onSuccess: ({ locale }) => {
      // Pages without a sign-in follow.
      if (locale) rememberLocale(locale);
      toast.success(t("settings.profile.readingSaved"));
      router.refresh();
    },
    onError: (cause) => void toast.error(problemOf(cause).message),
    onSettled: () => utils.account.invalidate(),
  });
  return (
    <>
      <Field label={t("settings.profile.language")}>
        <Select
          value={user.locale ?? BROWSER}
          onValueChange={(value) => update.mutate({ locale: isLocale(value) ? value : null })}
          options={[
            { value: BROWSER, label: t("settings.profile.languageBrowser") },
            ...LOCALES.map((value) => ({ value, label: t(`common.language.${value}`) })),
          ]}
        />
      </Field>
      <ZoneField zone={user.timeZone} onChange={(timeZone) => update.mutate({ timeZone })} />
    </>
  );
}

function ZoneField({ zone, onChange }: { zone: string | null; onChange: (zone: string | null) => void }) {
  const t = useTranslations("settings.profile");
  const format = useFormatter();
  const hydrated = useHydrated();
  const inForce = zone ?? (hydrated ? browserTimeZone() : "UTC");
  const time = useNow((now) =>
    format.dateTime(new Date(now - (now % 60_000)), {
      timeZone: inForce,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
  );
  return (
    <Field label={t("zone")} help={t("zoneHelp", { time })}>
      <Select
        value={zone ?? BROWSER}
        onValueChange={(value) => onChange(value === BROWSER ? null : value)}
        options={[
          { value: BROWSER, label: t("zoneBrowser", { zone: hydrated ? browserTimeZone() : "UTC" }) },
          ...zoneOptions(zone),
        ]}
      />
    </Field>
  );
}
