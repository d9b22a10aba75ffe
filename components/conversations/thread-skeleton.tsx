"use client";

import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** A conversation that is on its way. */
export function ThreadSkeleton() {
  const t = useTranslations("conversations");
  return (
    <div role="status" aria-label={t("loadingOne")} className="flex flex-1 flex-col">
      <div className="flex h-12 items-center border-b px-4">
        <Skeleton className="w-40" />
      </div>
      <Lines />
    </div>
  );
}

/** Its messages alone, where something else says whom it is with. */
export function MessagesSkeleton() {
  const t = useTranslations("conversations");
  return (
    <div role="status" aria-label={t("loadingOne")}>
      <Lines />
    </div>
  );
}

function Lines() {
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-6 px-4 py-6">
      {["w-3/5", "ml-auto w-1/2", "w-2/3", "ml-auto w-2/5"].map((width) => (
        <Skeleton key={width} className={`h-14 ${width}`} />
      ))}
    </div>
  );
}
