import { expect, test } from "vitest";
import { snoozePresets } from "./snooze-presets";

const at = (now: string, timeZone: string) =>
  Object.fromEntries(
    snoozePresets(Date.parse(now), timeZone).map(({ preset, at }) => [preset, at.toISOString()]),
  );

test("tomorrow and next week begin in the morning of the reader's zone", () => {
  // A Wednesday.
  expect(at("2026-05-13T10:05:00Z", "Europe/Berlin")).toEqual({
    laterToday: "2026-05-13T13:15:00.000Z",
    tomorrow: "2026-05-14T07:00:00.000Z",
    nextWeek: "2026-05-18T07:00:00.000Z",
  });
  // It is Thursday there already.
  expect(at("2026-05-13T20:00:00Z", "Pacific/Auckland")).toMatchObject({
    tomorrow: "2026-05-14T21:00:00.000Z",
    nextWeek: "2026-05-17T21:00:00.000Z",
  });
});

test("in the evening there is no later today, and on a Sunday next week is tomorrow", () => {
  expect(Object.keys(at("2026-05-13T16:00:00Z", "Europe/Berlin"))).toEqual(["tomorrow", "nextWeek"]);
  expect(Object.keys(at("2026-05-17T18:00:00Z", "Europe/Berlin"))).toEqual(["tomorrow"]);
});

test("a morning after the clocks have changed is still at nine", () => {
  expect(at("2026-10-24T10:00:00Z", "Europe/Berlin").tomorrow).toBe("2026-10-25T08:00:00.000Z");
  expect(at("2026-03-28T10:00:00Z", "Europe/Berlin").tomorrow).toBe("2026-03-29T07:00:00.000Z");
});
