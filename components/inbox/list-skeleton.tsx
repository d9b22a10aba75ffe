import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** Rows that are on their way, in the shape that they will have in this much room. */
export function ListSkeleton() {
  const t = useTranslations("inbox");
  return (
    <div role="status" aria-label={t("loading")} className="@container/list min-h-0 flex-1 overflow-hidden">
      {Array.from({ length: 14 }, (_, row) => (
        <div
          key={row}
          className="@2xl/list:h-10 flex h-15 flex-col @2xl/list:flex-row justify-center gap-2 border-b py-2 pr-4 pl-9 @2xl/list:items-center @2xl/list:gap-4"
        >
          <Skeleton className="@2xl/list:block hidden w-14" />
          <Skeleton className={row % 3 === 0 ? "w-3/5" : row % 3 === 1 ? "w-2/5" : "w-1/2"} />
          <Skeleton className="@2xl/list:ml-auto h-3 w-28" />
        </div>
      ))}
    </div>
  );
}
