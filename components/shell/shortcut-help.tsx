"use client";

import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Kbd, useCommandKey } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { useShortcutSetting } from "./shortcuts";

const groups = [
  {
    title: "Anywhere",
    keys: [
      ["g i", "Go to the inbox"],
      ["g r", "Go to runs"],
      ["g w", "Go to workflows"],
      ["g s", "Go to settings"],
      ["?", "Show this list"],
    ],
  },
  {
    title: "Inbox",
    keys: [
      ["j", "Next task"],
      ["k", "Previous task"],
      ["Enter", "Open the task"],
      ["c", "Claim the task"],
      ["/", "Search"],
      ["Esc", "Leave the search"],
    ],
  },
  {
    title: "Task",
    keys: [
      ["c", "Claim"],
      ["r", "Go to the form"],
      ["a", "Reassign"],
      ["m", "Comment"],
      ["Command Enter", "Complete"],
      ["u", "Back to the inbox"],
    ],
  },
  {
    title: "Run",
    keys: [
      ["j", "Next step"],
      ["k", "Previous step"],
      ["[", "One event back"],
      ["]", "One event on"],
      ["Esc", "Close the step"],
      ["u", "Back to runs"],
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
  const { enabled, setEnabled } = useShortcutSetting();
  const commandKey = useCommandKey();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      footer={
        <Field label="Single-key shortcuts" layout="inline" className="mr-auto">
          <Switch checked={enabled} onCheckedChange={setEnabled} />
        </Field>
      }
    >
      <div className="gap-8 sm:columns-2">
        {groups.map((group) => (
          <section key={group.title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 font-medium text-ink-subtle text-xs">{group.title}</h3>
            <dl className="flex flex-col gap-1.5 text-sm">
              {group.keys.map(([keys, what]) => (
                <div key={keys} className="flex items-center justify-between gap-3">
                  <dt>{what}</dt>
                  <dd className="flex gap-1">
                    {keys.split(" ").map((key) => (
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
