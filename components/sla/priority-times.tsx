"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { controlClasses } from "@/components/ui/control-classes";
import type { PolicySpec } from "@/server/domain/sla/schema";
import { type DeadlineClock, TaskPriority } from "@/server/domain/tasks/schema";
import { CLOCKS } from "./words";

/** Other times by priority, for the clocks that the policy has: what is left empty keeps its time. */
export function PriorityTimes({
  spec,
  onChange,
  errorAt,
  readOnly,
}: {
  spec: PolicySpec;
  onChange: (part: Partial<PolicySpec>) => void;
  errorAt: (path: string) => string | undefined;
  readOnly: boolean;
}) {
  const t = useTranslations("sla.policy");
  const clocks = useTranslations("sla.clocks");
  const priorities = useTranslations("sla.priority");
  const shown = CLOCKS.filter((clock) => spec.times[clock] !== undefined);
  const ranks = TaskPriority.options.toReversed();
  if (shown.length === 0) return null;
  const set = (priority: TaskPriority, clock: DeadlineClock, text: string) => {
    const { [clock]: _, ...rest } = spec.priorities[priority] ?? {};
    const times = text.trim() ? { ...rest, [clock]: text.trim() } : rest;
    const { [priority]: __, ...others } = spec.priorities;
    onChange({ priorities: Object.keys(times).length > 0 ? { ...others, [priority]: times } : others });
  };
  const wrong = errorAt("priorities");
  return (
    <details className="rounded-lg border" open={Object.keys(spec.priorities).length > 0 || undefined}>
      <summary className="px-4 py-2.5 font-medium text-sm">{t("byPriority")}</summary>
      <div className="overflow-x-auto border-t px-4 py-3">
        <table className="w-full text-left text-sm">
          <thead>
            <tr>
              <th className="pr-3 pb-1.5 font-normal text-ink-subtle text-xs">
                <span className="sr-only">{t("priority")}</span>
              </th>
              {shown.map((clock) => (
                <th key={clock} className="pr-3 pb-1.5 font-normal text-ink-subtle text-xs">
                  {clocks(clock)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ranks.map((priority) => (
              <tr key={priority}>
                <th scope="row" className="py-1 pr-3 font-normal">
                  {priorities(priority)}
                </th>
                {shown.map((clock) => (
                  <td key={clock} className="py-1 pr-3">
                    <input
                      aria-label={`${priorities(priority)}, ${clocks(clock)}`}
                      value={spec.priorities[priority]?.[clock] ?? ""}
                      placeholder={spec.times[clock]}
                      readOnly={readOnly}
                      spellCheck={false}
                      aria-invalid={errorAt(`priorities.${priority}.${clock}`) ? true : undefined}
                      onChange={({ target }) => set(priority, clock, target.value)}
                      className={cn(controlClasses, "h-7 min-w-16 max-w-28 px-2 text-sm")}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {wrong && (
          <p role="alert" className="mt-1 text-danger-ink text-xs">
            {wrong}
          </p>
        )}
      </div>
    </details>
  );
}
