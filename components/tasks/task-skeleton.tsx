import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** A task that is on its way, with its parts where they will be. */
export function TaskSkeleton() {
  const t = useTranslations("tasks");
  return (
    <div role="status" aria-label={t("loading")} className="@container/task flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-13 items-center border-b px-4">
        <Skeleton className="h-4 w-72 max-w-full" />
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-1 @4xl/task:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)]">
        <div className="mx-auto flex w-full max-w-2xl flex-col gap-5 px-4 py-5 sm:px-6">
          <Skeleton className="h-1 w-full" />
          <Skeleton className="h-5 w-4/5" />
          <Skeleton className="h-5 w-3/5" />
          <Skeleton className="mt-4 h-28 w-full" />
          <Skeleton className="h-8 w-28" />
        </div>
        <div className="hidden border-l bg-canvas @4xl/task:block" />
      </div>
    </div>
  );
}
