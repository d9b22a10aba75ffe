"use client";

import { useRouter } from "next/navigation";
import { useShortcuts } from "@/components/shell/shortcuts";
import type { RunVisit } from "@/server/domain/runs/schema";

/** The keys of a run's page: from step to step, through the history, and back. */
export function useRunKeys({
  visits,
  selected,
  select,
  at,
  lastSeq,
  move,
}: {
  visits: RunVisit[];
  selected: string | null;
  select: (key: string | null) => void;
  at: number | null;
  lastSeq: number;
  move: (seq: number | null) => void;
}) {
  const router = useRouter();
  const walk = (step: 1 | -1) => {
    const place = visits.findIndex(({ key }) => key === selected);
    const next = visits[place === -1 ? (step === 1 ? 0 : visits.length - 1) : place + step];
    if (!next) return;
    select(next.key);
    document.querySelector(`[data-visit="${CSS.escape(next.key)}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const travel = (step: 1 | -1) => {
    const next = (at ?? lastSeq) + step;
    if (next >= 1) move(next >= lastSeq ? null : next);
  };
  useShortcuts({
    j: () => walk(1),
    k: () => walk(-1),
    "[": () => travel(-1),
    "]": () => travel(1),
    u: () => router.push("/runs"),
    Escape: () => select(null),
  });
}
