import fc from "fast-check";
import { expect, test } from "vitest";
import { addBusinessTime, businessTimeBetween, closedBetween } from "./business-time";
import { type CalendarSpec, WEEKDAYS } from "./schema";

const nineToFive: CalendarSpec = {
  timeZone: "Europe/Berlin",
  week: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, [["09:00", "17:00"]]])),
  holidays: [],
};
const hours = (n: number) => n * 3_600_000;
const at = (text: string) => Date.parse(text);
const add = (from: string, ms: number, calendar = nineToFive) =>
  new Date(addBusinessTime(calendar, at(from), ms)).toISOString();

test("Friday 16:30 and an hour at 9 to 17 is Monday 9:30", () => {
  expect(add("2026-11-20T15:30:00Z", hours(1))).toBe("2026-11-23T08:30:00.000Z");
});

test("a deadline falls on the end of a day rather than on the beginning of the next", () => {
  expect(add("2026-11-20T15:30:00Z", hours(0.5))).toBe("2026-11-20T16:00:00.000Z");
});

test("lunch does not count, and neither does a holiday", () => {
  const split: CalendarSpec = {
    timeZone: "UTC",
    week: {
      thu: [
        ["08:00", "12:00"],
        ["13:00", "17:00"],
      ],
      fri: [["08:00", "12:00"]],
      mon: [["08:00", "12:00"]],
    },
    holidays: [{ date: "2026-12-25", name: "Christmas" }],
  };
  expect(add("2026-12-24T11:00:00Z", hours(2), split)).toBe("2026-12-24T14:00:00.000Z");
  expect(add("2026-12-24T16:00:00Z", hours(2), split)).toBe("2026-12-28T09:00:00.000Z");
});

test("the hour that summer time takes is no opening hour, and the one that winter gives back is one more", () => {
  const night: CalendarSpec = {
    timeZone: "Europe/Berlin",
    week: { sun: [["01:00", "04:00"]] },
    holidays: [],
  };
  const day = (date: string) =>
    businessTimeBetween(night, at(`${date}T00:00:00Z`) - hours(2), at(`${date}T12:00:00Z`));
  expect(day("2026-03-22")).toBe(hours(3));
  expect(day("2026-03-29")).toBe(hours(2));
  expect(day("2026-10-25")).toBe(hours(4));
});

test("24:00 and 00:00 meet without a gap", () => {
  const always: CalendarSpec = {
    timeZone: "America/New_York",
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, [["00:00", "24:00"]]])),
    holidays: [],
  };
  expect(add("2026-03-07T12:00:00Z", hours(100), always)).toBe("2026-03-11T16:00:00.000Z");
});

test("what is shaded is what is closed", () => {
  const closed = closedBetween(nineToFive, at("2026-11-20T15:30:00Z"), at("2026-11-23T09:00:00Z"), 10);
  expect(closed).toEqual([{ from: at("2026-11-20T16:00:00Z"), until: at("2026-11-23T08:00:00Z") }]);
});

const quarter = fc.integer({ min: 0, max: 95 });
const clockTime = (quarters: number) =>
  `${String(Math.floor(quarters / 4)).padStart(2, "0")}:${String((quarters % 4) * 15).padStart(2, "0")}`;
const day = fc
  .uniqueArray(quarter, { minLength: 0, maxLength: 6 })
  .map((cuts) => cuts.toSorted((a, b) => a - b))
  .map((cuts) =>
    Array.from({ length: Math.floor(cuts.length / 2) }, (_, i): [string, string] => [
      clockTime(cuts[2 * i] ?? 0),
      clockTime(cuts[2 * i + 1] ?? 0),
    ]),
  );
const calendars = fc
  .record({
    timeZone: fc.constantFrom(
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "UTC",
    ),
    week: fc.record(Object.fromEntries(WEEKDAYS.map((name) => [name, day]))),
    holidays: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }).map((days) =>
      days.map((n) => ({
        date: new Date(at("2026-03-01T00:00:00Z") + n * hours(24)).toISOString().slice(0, 10),
      })),
    ),
  })
  .map((made) => made as CalendarSpec)
  .filter(({ week }) => Object.values(week).some((intervals) => (intervals?.length ?? 0) > 0));
const instants = fc
  .integer({ min: at("2026-03-01T00:00:00Z") / 60_000, max: at("2026-04-20T00:00:00Z") / 60_000 })
  .map((minutes) => minutes * 60_000);
const spans = fc.integer({ min: 0, max: 40 * 60 }).map((minutes) => minutes * 60_000);

test("time that is added is the time that lies between", () => {
  fc.assert(
    fc.property(calendars, instants, spans, (calendar, from, ms) => {
      expect(businessTimeBetween(calendar, from, addBusinessTime(calendar, from, ms))).toBe(ms);
    }),
    { numRuns: 200 },
  );
});

test("adding twice is adding once, and more time never ends earlier", () => {
  fc.assert(
    fc.property(calendars, instants, spans, spans, (calendar, from, a, b) => {
      const once = addBusinessTime(calendar, from, a + b);
      expect(addBusinessTime(calendar, addBusinessTime(calendar, from, a), b)).toBe(once);
      expect(once).toBeGreaterThanOrEqual(addBusinessTime(calendar, from, a));
    }),
    { numRuns: 200 },
  );
});

test("who begins later ends no earlier", () => {
  fc.assert(
    fc.property(calendars, instants, instants, spans, (calendar, x, y, ms) => {
      const [early, late] = x < y ? [x, y] : [y, x];
      expect(addBusinessTime(calendar, late, ms)).toBeGreaterThanOrEqual(
        addBusinessTime(calendar, early, ms),
      );
    }),
    { numRuns: 200 },
  );
});

test("what lies between adds up over any point in the middle", () => {
  fc.assert(
    fc.property(calendars, fc.tuple(instants, instants, instants), (calendar, points) => {
      const [a = 0, b = 0, c = 0] = points.toSorted((x, y) => x - y);
      expect(businessTimeBetween(calendar, a, b) + businessTimeBetween(calendar, b, c)).toBe(
        businessTimeBetween(calendar, a, c),
      );
    }),
    { numRuns: 200 },
  );
});
