"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ListCard } from "@/components/settings/section";
import { useMay } from "@/components/shell/me";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";

interface Definition {
  name: string;
  title: string;
  version: number;
  isDefault: boolean;
  usedBy: { kind: string; name: string; label: string }[];
}

interface Query<T> {
  data: { data: T[] } | undefined;
  isPending: boolean;
  isError: boolean;
  error: unknown;
  refetch: () => unknown;
}

interface Props<T extends Definition> {
  query: Query<T>;
  /** Where each has its page, and a new one. */
  base: string;
  /** What it is called, and what is said of it. */
  words: "calendars" | "policies" | "chains";
  summary: (one: T) => string;
  onDefault?: (one: T) => Promise<unknown>;
  onNoDefault?: (one: T) => Promise<unknown>;
  onDelete: (one: T) => Promise<unknown>;
  /** It is not the page's first list. */
  second?: boolean;
}

/** Calendars, policies or chains: what each says in a line, and what uses it. */
export function DefinitionList<T extends Definition>(props: Props<T>) {
  const { query, base, words, second, onDelete } = props;
  const t = useTranslations("sla.list");
  const own = useTranslations(`sla.${words}`);
  const title = own("title");
  const mayChange = useMay("admin:settings");
  const [deleting, setDeleting] = useState<T | null>(null);
  const add = mayChange ? (
    <Button asChild variant={second ? "secondary" : "primary"}>
      <Link href={`${base}/new`}>{own("new")}</Link>
    </Button>
  ) : (
    <Button disabledReason={t("onlyAdmins")}>{own("new")}</Button>
  );
  return (
    <section aria-label={title} className="flex flex-col gap-5">
      {second ? (
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-0">
            <h2 className="font-semibold text-base">{title}</h2>
            <p className="text-ink-muted text-sm">{own("lead")}</p>
          </div>
          {add}
        </div>
      ) : (
        <PageHeader title={title} action={add}>
          {own("lead")}
        </PageHeader>
      )}
      <ListCard query={query} what={own("what")}>
        {query.data?.data.length === 0 ? (
          <EmptyState kind="empty" title={own("emptyTitle")}>
            {own("emptyText")}
          </EmptyState>
        ) : (
          <ul aria-label={title} className="divide-y">
            {query.data?.data.map((one) => (
              <Row
                key={one.name}
                {...props}
                one={one}
                mayChange={mayChange}
                onDelete={() => setDeleting(one)}
              />
            ))}
          </ul>
        )}
      </ListCard>
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        title={t("deleteTitle", { title: deleting?.title ?? "" })}
        action={t("delete")}
        onConfirm={async () => {
          if (deleting) await onDelete(deleting);
        }}
      >
        {deleting?.isDefault && <p className="mb-2">{t("deleteDefault")}</p>}
        <p>{t("deleteText")}</p>
      </ConfirmDialog>
    </section>
  );
}

type RowProps<T extends Definition> = Omit<Props<T>, "onDelete"> & {
  one: T;
  mayChange: boolean;
  onDelete: () => void;
};

function Row<T extends Definition>({
  one,
  base,
  summary,
  mayChange,
  onDefault,
  onNoDefault,
  onDelete,
}: RowProps<T>) {
  const t = useTranslations("sla.list");
  const users = one.usedBy.map(({ label }) => label).join(", ");
  const change = async (act: (one: T) => Promise<unknown>) => {
    try {
      await act(one);
    } catch (error) {
      toast.error(problemOf(error).message);
    }
  };
  return (
    <li className="relative flex min-h-16 items-center gap-3 px-4 py-2.5 hover:bg-hover/60">
      <div className="wrap-anywhere min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`${base}/${one.name}`}
            className="font-medium text-sm after:absolute after:inset-0 hover:underline"
          >
            {one.title}
          </Link>
          <code className="text-ink-subtle text-xs">{one.name}</code>
          {one.isDefault && <Badge tone="accent">{t("default")}</Badge>}
          <span className="text-ink-subtle text-xs">{t("version", { version: one.version })}</span>
        </div>
        <div className="text-ink-muted text-xs">{summary(one)}</div>
        {users && <div className="text-ink-subtle text-xs">{t("usedBy", { names: users })}</div>}
      </div>
      {mayChange && (
        <Menu
          trigger={
            <Button
              variant="ghost"
              size="icon"
              className="relative"
              aria-label={t("actionsFor", { title: one.title })}
            >
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          {onDefault && !one.isDefault && (
            <MenuItem onSelect={() => change(onDefault)}>{t("makeDefault")}</MenuItem>
          )}
          {onNoDefault && one.isDefault && (
            <MenuItem onSelect={() => change(onNoDefault)}>{t("noDefault")}</MenuItem>
          )}
          {(one.isDefault ? onNoDefault : onDefault) && <MenuSeparator />}
          <MenuItem danger onSelect={onDelete}>
            {t("deleteMenu")}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
