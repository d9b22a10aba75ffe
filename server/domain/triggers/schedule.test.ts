import { describe, expect, test } from "vitest";
import { nextTimes, readSchedule, timesBetween } from "./schedule";
import { ScheduleConfig } from "./schema";

const now = new Date("2026-01-15T10:20:30Z");
const schedule = (given: object) => readSchedule(ScheduleConfig.parse(given), now);
const next = (given: object, after: string, count: number) =>
  nextTimes(schedule(given), new Date(after), count).map((at) => at.toISOString());

describe("cron", () => {
  const nightly = { cron: "30 2 * * *", timeZone: "Europe/Berlin" };

  test("keeps its wall time over the change of clocks, and happens once on the day an hour is missing", () => {
    expect(next(nightly, "2026-03-28T12:00:00Z", 3)).toEqual([
      "2026-03-29T01:30:00.000Z",
      "2026-03-30T00:30:00.000Z",
      "2026-03-31T00:30:00.000Z",
    ]);
  });

  test("happens once in the hour that comes twice", () => {
    expect(next(nightly, "2026-10-24T12:00:00Z", 2)).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
    ]);
  });

  test("finds what was missed, the latest of it, oldest first", () => {
    const every = schedule({ cron: "*/5 * * * *" });
    const missed = timesBetween(every, new Date("2026-01-01T00:00Z"), new Date("2026-01-01T10:05Z"), 3);
    expect(missed.map((at) => at.toISOString().slice(11, 16))).toEqual(["09:55", "10:00", "10:05"]);
    expect(timesBetween(every, new Date("2026-01-01T10:01Z"), new Date("2026-01-01T10:04Z"), 3)).toEqual([]);
  });
});

describe("a recurrence rule", () => {
  test("counts from its beginning in its time zone", () => {
    const weekly = {
      rrule: "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4",
      startsAt: "2026-03-25T09:00",
      timeZone: "Europe/Berlin",
    };
    expect(next(weekly, "2026-03-20T00:00:00Z", 10)).toEqual([
      "2026-03-25T08:00:00.000Z",
      "2026-03-30T07:00:00.000Z",
      "2026-04-01T07:00:00.000Z",
      "2026-04-06T07:00:00.000Z",
    ]);
    expect(next(weekly, "2026-05-01T00:00:00Z", 10)).toEqual([]);
  });

  test("begins in the minute it was made when nothing else is said", () => {
    expect(schedule({ rrule: "FREQ=DAILY", timeZone: "Asia/Tokyo" }).startsAt).toBe("2026-01-15T19:20");
    expect(next({ rrule: "FREQ=DAILY" }, "2026-01-15T10:20:30Z", 1)).toEqual(["2026-01-16T10:20:00.000Z"]);
  });

  test("finds what was missed", () => {
    const hourly = schedule({ rrule: "FREQ=HOURLY", startsAt: "2026-01-01T00:00" });
    const missed = timesBetween(hourly, new Date("2026-01-01T00:30Z"), new Date("2026-01-03T00:00Z"), 2);
    expect(missed.map((at) => at.toISOString())).toEqual([
      "2026-01-02T23:00:00.000Z",
      "2026-01-03T00:00:00.000Z",
    ]);
  });
});

test.each([
  [{ cron: "* * * * * *" }, "schedule.cron"],
  [{ cron: "61 * * * *" }, "schedule.cron"],
  [{ cron: "0 0 31 2 *" }, "schedule.cron"],
  [{ cron: "H * * * *" }, "schedule.cron"],
  [{ rrule: "FREQ=SOMETIMES" }, "schedule.rrule"],
  [{ rrule: "FREQ=SECONDLY" }, "schedule.rrule"],
  [{ rrule: "FREQ=DAILY\nEXDATE:20260101T000000" }, "schedule.rrule"],
  [{ cron: "0 0 * * *", timeZone: "Middle/Earth" }, "schedule.timeZone"],
  [{ cron: "0 0 * * *", rrule: "FREQ=DAILY" }, "schedule"],
  [{}, "schedule"],
])("%j is refused with the field that is wrong", (given, path) => {
  const error = (() => {
    try {
      schedule(given);
    } catch (refused) {
      return refused;
    }
  })();
  expect(error).toMatchObject({ code: "schedule_invalid", errors: [{ path }] });
});

test("days named in letters are no hashes", () => {
  expect(next({ cron: "0 9 * * THU" }, "2026-01-15T10:00:00Z", 1)).toEqual(["2026-01-22T09:00:00.000Z"]);
});
