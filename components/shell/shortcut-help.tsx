"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Kbd, useCommandKey } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { ACTIONS, type ActionGroup, keyCaps } from "./actions";
import { useShortcutSetting } from "./shortcut-setting";

const groups = Object.keys(ACTIONS) as ActionGroup[];

/** The list of shortcuts, and the switch that turns single keys off. */
export default function ShortcutHelp({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("shell.shortcuts");
  const { enabled, setEnabled } = useShortcutSetting();
  const commandKey = useCommandKey();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      wide
      footer={
        <Field label={t("singleKeys")} layout="inline" className="mr-auto">
          <Switch checked={enabled} onCheckedChange={setEnabled} />
        </Field>
      }
    >
      {/* Longer than its dialog: who has no mouse scrolls it by the arrows. */}
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
        aria-label={t("title")}
        className="gap-8 outline-none sm:columns-2"
      >
        {groups.map((group) => (
          <section key={group} className="mb-5">
            <h3 className="mb-1.5 font-medium text-ink-subtle text-xs">{t(`${group}.title`)}</h3>
            <dl className="flex flex-col gap-1.5 text-sm">
              {Object.entries<string>(ACTIONS[group]).map(([name, keys]) => (
                <div key={name} className="flex break-inside-avoid items-center justify-between gap-3">
                  <dt>{t(`${group}.${name}` as "anywhere.help")}</dt>
                  <dd className="flex gap-1">
                    {keyCaps(keys, commandKey).map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
