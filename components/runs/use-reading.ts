import { useFormatter } from "next-intl";
import { useMemo } from "react";
import { lengthText, tickText } from "./length-text";

/** Lengths and times of day as the reader's language writes them. */
export function useReading() {
  const format = useFormatter();
  return useMemo(() => {
    const tenths = (value: number, digits: number) =>
      format.number(value, { minimumFractionDigits: digits, maximumFractionDigits: 1 });
    return {
      length: (ms: number) => lengthText(ms, tenths),
      tick: (ms: number) => tickText(ms, tenths),
      /** The time of day to the millisecond, in the reader's zone. */
      clock: (at: string) =>
        format.dateTime(new Date(at), {
          hour: "2-digit",
          minute: "2-digit",
          second: "2-digit",
          hourCycle: "h23",
          fractionalSecondDigits: 3,
        }),
    };
  }, [format]);
}
