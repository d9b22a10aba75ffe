import { useTranslations } from "next-intl";
import { cn } from "./cn";

/** A grey bar where text will be. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("h-3.5 animate-pulse rounded-sm bg-pressed", className)} />;
}

/** Rows of a list that is on its way. */
export function SkeletonRows({ rows = 8, label }: { rows?: number; label?: string }) {
  const t = useTranslations("common");
  return (
    <div role="status" aria-label={label ?? t("loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-10 items-center gap-4 border-line border-b px-4">
          <Skeleton className="w-14" />
          <Skeleton className={row % 3 === 0 ? "w-2/5" : row % 3 === 1 ? "w-1/3" : "w-1/2"} />
          <Skeleton className="ml-auto w-20" />
        </div>
      ))}
    </div>
  );
}
