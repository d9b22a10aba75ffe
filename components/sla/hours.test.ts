import { expect, test } from "vitest";
import { copyToWorkdays, nextInterval, openHours, placeOnDay, readHolidays } from "./hours";

test("the hours of a week add up", () => {
  expect(
    openHours({
      mon: [
        ["09:00", "12:00"],
        ["13:00", "17:30"],
      ],
      sun: [["00:00", "24:00"]],
    }),
  ).toBe(31.5);
});

test("an interval has its place on the day", () => {
  expect(placeOnDay(["06:00", "18:00"])).toEqual({ left: 25, width: 50 });
});

test("a day that gets another interval gets one after its last", () => {
  expect(nextInterval([])).toEqual(["09:00", "17:00"]);
  expect(nextInterval([["09:00", "12:00"]])).toEqual(["13:00", "16:00"]);
  expect(nextInterval([["09:00", "22:30"]])).toEqual(["23:00", "24:00"]);
});

test("a day's hours are copied to the working days and leave the weekend", () => {
  const week = copyToWorkdays({ mon: [["08:00", "16:00"]], sat: [["10:00", "12:00"]] }, "mon");
  expect(week.fri).toEqual([["08:00", "16:00"]]);
  expect(week.sat).toEqual([["10:00", "12:00"]]);
});

test("holidays are read from lines and from an iCalendar file; what can't be read is named", () => {
  expect(readHolidays("2026-12-25 Christmas\n2027-01-01;New Year\n\nsoon")).toEqual({
    holidays: [
      { date: "2026-12-25", name: "Christmas" },
      { date: "2027-01-01", name: "New Year" },
    ],
    unread: ["soon"],
  });
  const file =
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261003\r\nSUMMARY:Tag der Einheit\r\nEND:VEVENT";
  expect(readHolidays(file).holidays).toEqual([{ date: "2026-10-03", name: "Tag der Einheit" }]);
});
