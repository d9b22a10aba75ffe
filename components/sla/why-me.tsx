"use client";

import { CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Outputs, trpc } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ExactTime } from "@/components/ui/time";

type Why = Outputs["task"]["assignment"];

/** "Why me?": how a task found its person, beside their name. */
export function WhyMe({ taskId }: { taskId: string }) {
  const t = useTranslations("sla.why");
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={t("title")}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={t("ask")}
          className="flex size-6 items-center justify-center rounded-md text-ink-subtle hover:bg-hover hover:text-ink"
        >
          <CircleHelp className="size-3.5" aria-hidden />
        </button>
      }
    >
      {open && <Answer taskId={taskId} />}
    </Popover>
  );
}

function Answer({ taskId }: { taskId: string }) {
  const t = useTranslations("sla.why");
  const query = trpc.task.assignment.useQuery({ taskId });
  if (query.isError)
    return <QueryError error={query.error} what={t("what")} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonRows rows={3} label={t("loading")} />;
  return <Explained why={query.data} />;
}

function Explained({ why }: { why: Why }) {
  const t = useTranslations("sla.why");
  const { assignment, placedBy, because } = why;
  return (
    <div className="flex flex-col gap-3 p-4 text-sm">
      <p>{reason(t, why)}</p>
      {because && (because === "away" || because === "out" || because === "back") && (
        <p className="text-ink-muted">{t(`because.${because}`)}</p>
      )}
      {why.skills.length > 0 && (
        <p className="text-ink-muted">{t("wants", { skills: why.skills.join(", ") })}</p>
      )}
      {assignment && assignment.candidates.length > 0 && <Candidates why={assignment} />}
      <p className="text-ink-subtle text-xs">
        {placedBy && placedBy.type !== "system" ? t("by", { name: placedBy.name }) : t("byItself")}{" "}
        <ExactTime at={why.placedAt} />
      </p>
    </div>
  );
}

function reason(t: ReturnType<typeof useTranslations<"sla.why">>, why: Why): string {
  const { assignment, team, user, placedBy } = why;
  if (assignment) {
    const name = assignment.chosen?.name ?? "";
    return t(`reasons.${assignment.reason}`, { name, team: assignment.team });
  }
  if (why.kind === "named") return t("named", { name: user?.name ?? "", by: placedBy?.name ?? "" });
  return why.kind === "queue" ? t("queue", { team: team ?? "" }) : t("anybody");
}

function Candidates({ why }: { why: NonNullable<Why["assignment"]> }) {
  const t = useTranslations("sla.why");
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left text-xs" aria-label={t("considered")}>
        <thead className="text-ink-subtle">
          <tr className="border-b">
            <th className="py-1 pr-3 font-normal">{t("person")}</th>
            <th className="py-1 pr-3 font-normal">{t("open")}</th>
            {why.skills.length > 0 && <th className="py-1 pr-3 font-normal">{t("skills")}</th>}
            <th className="py-1 font-normal">{t("state")}</th>
          </tr>
        </thead>
        <tbody>
          {why.candidates.map((one) => {
            const chosen = one.id === why.chosen?.id;
            return (
              <tr key={one.id} className={cn("border-b last:border-0", chosen && "font-medium")}>
                <td className="wrap-anywhere py-1.5 pr-3">{one.name}</td>
                <td className="tabular py-1.5 pr-3">
                  {one.capacity === null ? (one.open ?? "–") : `${one.openHere ?? 0}/${one.capacity}`}
                </td>
                {why.skills.length > 0 && (
                  <td className="wrap-anywhere py-1.5 pr-3">{one.skills.join(", ") || "–"}</td>
                )}
                <td className={cn("py-1.5", chosen ? "text-accent-ink" : "text-ink-muted")}>
                  {chosen ? t("chosen") : one.passedOver ? t(`passedOver.${one.passedOver}`) : t("couldBe")}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
