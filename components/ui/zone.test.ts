import { expect, test } from "vitest";
import { dayIn, timeIn } from "./zone";

const at = (said: string, timeZone: string) => timeIn(said, timeZone).toISOString();

test("what a field of dates says is meant in the reader's zone, wherever their browser is", () => {
  expect(at("2026-11-25T14:00", "Europe/Berlin")).toBe("2026-11-25T13:00:00.000Z");
  expect(at("2026-11-25T14:00", "Asia/Tokyo")).toBe("2026-11-25T05:00:00.000Z");
  expect(at("2026-05-13T23:59:59", "America/New_York")).toBe("2026-05-14T03:59:59.000Z");
  expect(at("2026-05-13", "Pacific/Auckland")).toBe("2026-05-12T12:00:00.000Z");
});

test("on the day that the clocks change it is the hour that they show", () => {
  expect(at("2026-10-25T09:00", "Europe/Berlin")).toBe("2026-10-25T08:00:00.000Z");
  expect(at("2026-03-29T09:00", "Europe/Berlin")).toBe("2026-03-29T07:00:00.000Z");
});

test("a field that says nothing means no time", () => {
  expect(timeIn("", "Europe/Berlin").getTime()).toBeNaN();
});

test("a moment's day is that of the reader's calendar, and comes back as it was", () => {
  const lastSecond = timeIn("2026-05-13T23:59:59", "America/New_York").getTime();
  expect(dayIn(lastSecond, "America/New_York")).toBe("2026-05-13");
  expect(dayIn(lastSecond, "Europe/Berlin")).toBe("2026-05-14");
});
