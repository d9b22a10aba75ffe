"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Outputs, trpc } from "@/components/trpc";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { JsonBlock } from "@/components/ui/json-value";
import { ListState } from "@/components/ui/list-state";
import { inPages, rowsOf } from "@/components/ui/pages";
import { ShowMore } from "@/components/ui/show-more";
import { RelativeTime } from "@/components/ui/time";
import { StuckBulk, type StuckResult } from "./stuck-bulk";

export type DeadLetter = Outputs["deadLetter"]["list"]["data"][number];

/** How the stuck steps are asked for, by the page on the server and by the browser alike. */
export const stuckInput = (workflow: string | undefined) => ({ workflow, limit: 50 });

const nameOf = ({ runId, key }: { runId: string; key: string }) => `${runId} ${key}`;

/** The steps that failed for good and wait for somebody to decide: one by one on their run's page, or many at once here. */
export function StuckList() {
  const t = useTranslations("runs");
  const workflow = useSearchParams().get("workflow") ?? undefined;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [results, setResults] = useState<ReadonlyMap<string, StuckResult>>(new Map());
  const query = trpc.deadLetter.list.useInfiniteQuery(stuckInput(workflow), inPages);
  const letters = rowsOf(query);
  const picked = letters.filter(({ runId }) => chosen.has(runId));
  const toggle = (runId: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, runId] : [...before].filter((id) => id !== runId)));
  const all = letters.length > 0 && picked.length === letters.length;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2">
        <BackLink href="/runs" label={t("back")} />
        <h1 className="font-semibold">{workflow ? t("stuck.titleOf", { workflow }) : t("stuck.title")}</h1>
        <Link href="/runs/breakers" prefetch={false} className="text-accent-ink text-sm hover:underline">
          {t("breakers.link")}
        </Link>
        <StuckBulk
          picked={picked}
          onResults={(more) => setResults((before) => new Map([...before, ...more]))}
          onDone={() => setChosen(new Set())}
        />
      </header>
      <Results results={results} onClose={() => setResults(new Map())} />
      <ListState
        query={query}
        what={t("stuck.what")}
        loading={t("stuck.loading")}
        page
        empty={
          letters.length === 0 && (
            <EmptyState kind="empty" title={t("stuck.emptyTitle")}>
              {t("stuck.emptyText")}
            </EmptyState>
          )
        }
      >
        <div className="min-h-0 flex-1 pb-6 md:overflow-y-auto">
          <div className="flex h-9 items-center gap-3 border-b px-4 text-ink-subtle text-xs">
            <Checkbox
              aria-label={t("stuck.chooseShown")}
              className="mt-0"
              checked={all ? true : picked.length > 0 ? "indeterminate" : false}
              onCheckedChange={(on) => setChosen(new Set(on ? letters.map(({ runId }) => runId) : []))}
            />
            {picked.length > 0 ? t("stuck.chosen", { count: picked.length }) : t("stuck.chooseAll")}
          </div>
          <ul aria-label={t("stuck.title")} className="divide-y">
            {letters.map((letter) => (
              <StuckRow
                key={nameOf(letter)}
                letter={letter}
                chosen={chosen.has(letter.runId)}
                result={results.get(nameOf(letter))}
                onChoose={(on) => toggle(letter.runId, on)}
              />
            ))}
          </ul>
          <ShowMore query={query} />
        </div>
      </ListState>
    </div>
  );
}

function StuckRow({
  letter,
  chosen,
  result,
  onChoose,
}: {
  letter: DeadLetter;
  chosen: boolean;
  result: StuckResult | undefined;
  onChoose: (on: boolean) => void;
}) {
  const t = useTranslations("runs");
  const { runId, workflow, step, key, error, attempts, since, input } = letter;
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-3 px-4 py-2.5 text-sm hover:bg-hover">
      <Checkbox
        aria-label={t("stuck.chooseOne", { step, workflow, run: runId.slice(-6) })}
        checked={chosen}
        onCheckedChange={(on) => onChoose(on === true)}
      />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link
            href={`/runs/${runId}?visit=${encodeURIComponent(key)}`}
            prefetch={false}
            className="font-medium hover:underline"
          >
            {step}
          </Link>
          <span className="text-ink-muted">
            {workflow} <code className="text-ink-subtle text-xs">{runId.slice(-6)}</code>
          </span>
          <span className="text-ink-subtle text-xs">{t("stuckCount", { count: attempts })}</span>
        </p>
        <p className="break-words text-danger-ink">{error.message}</p>
        {result?.problem && (
          <p className="text-warn-ink text-xs">
            {t("stuck.notDone")} {result.problem}
          </p>
        )}
        {input !== null && (
          <details>
            <summary className="w-fit rounded-sm text-ink-subtle text-xs hover:text-ink">
              {t("input")}
            </summary>
            <div className="pt-1">
              <JsonBlock value={input} />
            </div>
          </details>
        )}
      </div>
      <RelativeTime at={since} className="text-ink-subtle text-xs" />
    </li>
  );
}

/** What came of it all: what was refused says why in its own row. */
function Results({ results, onClose }: { results: ReadonlyMap<string, StuckResult>; onClose: () => void }) {
  const t = useTranslations("runs");
  const all = [...results.values()];
  const refused = all.filter(({ done }) => !done).length;
  return (
    <div role="status">
      {all.length > 0 && (
        <p className="flex items-center justify-between gap-3 border-b bg-canvas px-4 py-1.5 text-sm">
          <span>
            {t("stuck.done", { count: all.length - refused })}
            {refused > 0 && (
              <span className="text-danger-ink">, {t("stuck.refused", { count: refused })}</span>
            )}
          </span>
          <Button size="sm" variant="ghost" onClick={onClose}>
            {t("stuck.dismiss")}
          </Button>
        </p>
      )}
    </div>
  );
}
