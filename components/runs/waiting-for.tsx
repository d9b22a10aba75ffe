import Link from "next/link";
import { Countdown } from "@/components/ui/time";
import type { RunView } from "@/server/domain/runs/schema";
import { Duration } from "./duration";

/** What the run waits for, in words, with the time when it goes on by itself. */
export function WaitingFor({ waiting }: { waiting: RunView["waitingFor"] }) {
  if (waiting.length === 0) return null;
  return (
    <section aria-label="Waits for" className="flex flex-col gap-2">
      <h2 className="font-medium text-sm">Waits for</h2>
      <ul className="divide-y rounded-lg border">
        {waiting.map((wait) => (
          <li
            key={`${wait.step} ${wait.since}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm"
          >
            <span className="min-w-0 flex-1 text-ink-muted">
              {wait.taskId ? (
                <Link href={`/tasks/${wait.taskId}`} className="text-accent-ink hover:underline">
                  {wait.reason}
                </Link>
              ) : (
                wait.reason
              )}
            </span>
            <span className="text-ink-subtle text-xs">
              for <Duration from={wait.since} to={null} />
              {wait.until && (
                <>
                  {" · until "}
                  <Countdown dueAt={wait.until} since={wait.since} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
