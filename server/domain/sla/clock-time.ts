import type { Tx } from "@/db/tenancy";
import type { DeadlineClock, ResolvedSla } from "@/server/domain/tasks/schema";
import { type SlaBook, specAt } from "./book";
import { addBusinessTime, businessTimeBetween } from "./business-time";
import type { CalendarSpec } from "./schema";

/** How time passes for the clocks of one SLA: by the wall clock, or in the hours of its calendar. */
export interface ClockTime {
  /** When `ms` more have passed since `from`. */
  add(clock: DeadlineClock, from: Date, ms: number): Date;
  /** How much has passed between two instants, in milliseconds; negative when they are the other way round. */
  between(clock: DeadlineClock, from: Date, until: Date): number;
}

export function clockTime(sla: ResolvedSla | null, calendar: CalendarSpec | undefined): ClockTime {
  const hoursOf = (clock: DeadlineClock) => (sla?.businessTime?.includes(clock) ? calendar : undefined);
  return {
    add(clock, from, ms) {
      const hours = hoursOf(clock);
      return new Date(hours ? addBusinessTime(hours, from.getTime(), ms) : from.getTime() + ms);
    },
    between(clock, from, until) {
      const hours = hoursOf(clock);
      return hours
        ? businessTimeBetween(hours, from.getTime(), until.getTime())
        : until.getTime() - from.getTime();
    },
  };
}

/** The same for an SLA that a task was given some time ago, with its calendar as it was then. */
export async function clockTimeOf(tx: Tx, tenantId: string, sla: ResolvedSla | null): Promise<ClockTime> {
  const calendar = sla?.calendar ? await specAt(tx, tenantId, "calendar", sla.calendar) : undefined;
  return clockTime(sla, calendar);
}

/** The same for an SLA that was just resolved by this book. */
export function clockTimeBy(book: SlaBook, sla: ResolvedSla): ClockTime {
  return clockTime(sla, book.calendar.get(sla.calendar?.name ?? "")?.spec);
}
