"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button";

/** Shows the next page of a list, where there is one. */
export function ShowMore({
  query,
  className = "flex justify-center p-4",
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  className?: string;
}) {
  const t = useTranslations("common");
  if (!query.hasNextPage) return null;
  return (
    <div className={className}>
      <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {t("showMore")}
      </Button>
    </div>
  );
}
