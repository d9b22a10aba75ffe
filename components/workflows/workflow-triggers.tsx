"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";

/** What starts a workflow by itself. */
export function WorkflowTriggers({ workflow }: { workflow: string }) {
  const t = useTranslations("triggers");
  const query = trpc.trigger.list.useQuery({ workflow, limit: 10 });
  const triggers = query.data?.data ?? [];
  return (
    <section aria-labelledby="triggers">
      <h2
        id="triggers"
        className="mb-1.5 flex items-baseline justify-between font-medium text-ink-muted text-xs"
      >
        {t("title")}
        <Link href={`/triggers?workflow=${workflow}`} className="font-normal text-accent-ink hover:underline">
          {t("all")}
        </Link>
      </h2>
      {query.isSuccess && triggers.length === 0 && <p className="text-ink-subtle text-sm">{t("none")}</p>}
      {triggers.length > 0 && (
        <ul className="divide-y rounded-lg border">
          {triggers.map(({ id, name, kind, enabled }) => (
            <li key={id}>
              <Link
                href={`/triggers/${id}`}
                prefetch={false}
                className="focus-inset flex min-h-9 items-center gap-2 px-3 py-1.5 text-sm hover:bg-hover"
              >
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {enabled ? <Badge>{t(`kinds.${kind}`)}</Badge> : <Badge tone="warn">{t("paused")}</Badge>}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
