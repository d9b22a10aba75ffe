"use client";

import { Eye, PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { usePresence } from "./use-presence";

/** Who else has the task open, before one begins to type: opening it reserves it softly. */
export function PresenceLine({ taskId }: { taskId: string }) {
  const t = useTranslations("tasks.presence");
  const others = usePresence(taskId);
  const typing = others.filter((one) => one.typing);
  const names = (typing.length > 0 ? typing : others).map(({ name }) => name);
  return (
    <div role="status" aria-live="polite" className={names.length === 0 ? "-mt-6" : undefined}>
      {names.length > 0 && (
        <p
          className={
            typing.length > 0
              ? "flex items-center gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink"
              : "flex items-center gap-2 rounded-md bg-hover px-3 py-2 text-ink-muted text-sm"
          }
        >
          {typing.length > 0 ? (
            <PencilLine className="size-4 shrink-0" aria-hidden />
          ) : (
            <Eye className="size-4 shrink-0" aria-hidden />
          )}
          <span className="flex -space-x-1">
            {names.slice(0, 3).map((name) => (
              <Avatar key={name} name={name} size="sm" />
            ))}
          </span>
          {typing.length > 0
            ? t("typing", { name: names[0] ?? "", more: names.length - 1 })
            : t("looking", { name: names[0] ?? "", more: names.length - 1 })}
        </p>
      )}
    </div>
  );
}
