"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Kbd, useCommandKey } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { useShortcutSetting } from "./shortcuts";

const groups = [
  {
    name: "anywhere",
    keys: [
      ["g i", "anywhere.inbox"],
      ["g r", "anywhere.runs"],
      ["g w", "anywhere.workflows"],
      ["g s", "anywhere.settings"],
      ["?", "anywhere.help"],
    ],
  },
  {
    name: "inbox",
    keys: [
      ["j", "inbox.next"],
      ["k", "inbox.previous"],
      ["Enter", "inbox.open"],
      ["c", "inbox.claim"],
      ["/", "inbox.search"],
      ["Esc", "inbox.leaveSearch"],
    ],
  },
  {
    name: "task",
    keys: [
      ["c", "task.claim"],
      ["r", "task.form"],
      ["a", "task.reassign"],
      ["m", "task.comment"],
      ["Command Enter", "task.complete"],
      ["u", "task.back"],
    ],
  },
  {
    name: "run",
    keys: [
      ["j", "run.next"],
      ["k", "run.previous"],
      ["[", "run.eventBack"],
      ["]", "run.eventOn"],
      ["Esc", "run.close"],
      ["u", "run.back"],
    ],
  },
] as const;

/** The list of shortcuts, and the switch that turns single keys off. */
export function ShortcutHelp({
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
      footer={
        <Field label={t("singleKeys")} layout="inline" className="mr-auto">
          <Switch checked={enabled} onCheckedChange={setEnabled} />
        </Field>
      }
    >
      <div className="gap-8 sm:columns-2">
        {groups.map(({ name, keys }) => (
          <section key={name} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 font-medium text-ink-subtle text-xs">{t(`${name}.title`)}</h3>
            <dl className="flex flex-col gap-1.5 text-sm">
              {keys.map(([sequence, what]) => (
                <div key={sequence} className="flex items-center justify-between gap-3">
                  <dt>{t(what)}</dt>
                  <dd className="flex gap-1">
                    {sequence.split(" ").map((key) => (
                      <Kbd key={key}>{key === "Command" ? (commandKey ?? "Ctrl") : key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
