import { describe, expect, it } from "vitest";
import { ageText, countdownText, spanText } from "./time-text";

const minute = 60_000;
const hour = 60 * minute;

describe("time in few letters", () => {
  it("counts down to zero and then up with a minus sign, never showing a second twice", () => {
    expect(countdownText(61_000)).toBe("1:01");
    expect(countdownText(1)).toBe("0:01");
    expect(countdownText(0)).toBe("0:00");
    expect(countdownText(-1)).toBe("−0:01");
    expect(countdownText(-61_000)).toBe("−1:01");
  });

  it("changes units with the distance and keeps the second unit two digits wide", () => {
    expect(countdownText(hour)).toBe("1h 00m");
    expect(countdownText(3 * hour + 5 * minute)).toBe("3h 05m");
    expect(countdownText(52 * hour)).toBe("2d 04h");
  });

  it("says an age in one unit, and that the future is now", () => {
    expect(ageText(-5000)).toBe("now");
    expect(ageText(59_999)).toBe("now");
    expect(ageText(4 * minute)).toBe("4m");
    expect(ageText(30 * hour)).toBe("1d");
  });

  it("says a length in words", () => {
    expect(spanText(5000)).toBe("5 s");
    expect(spanText(10 * minute)).toBe("10 min");
    expect(spanText(hour + 20 * minute)).toBe("1 h 20 min");
    expect(spanText(72 * hour)).toBe("3 d");
  });
});
