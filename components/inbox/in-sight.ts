import { type RefObject, useCallback, useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** So far (px) beyond what is in sight lines are in the page too, and so far one scrolls before it changes. */
const beyond = 640;
const step = 240;

/** Where each of a number of lines begins, and where the last one ends. */
export function startsOf(heights: number[]): number[] {
  const starts = [0];
  let end = 0;
  for (const height of heights) {
    end += height;
    starts.push(end);
  }
  return starts;
}

/** The lines that have a part between two heights: from the first to before the last. */
export function linesBetween(starts: number[], top: number, bottom: number): [from: number, to: number] {
  const count = starts.length - 1;
  const from = Math.min(count, Math.max(0, firstAfter(starts, top) - 1));
  return [from, Math.min(count, firstAfter(starts, bottom))];
}

/** The first line that begins after a height. */
function firstAfter(starts: number[], height: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) > height) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Which lines of a box are in sight, or nearly, and a way to bring one there. */
export function useInSight(box: RefObject<HTMLElement | null>, starts: number[]) {
  const [view, setView] = useState({ top: 0, bottom: 0 });
  const look = useCallback(() => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    setView((before) => {
      const bottom = scrollTop + clientHeight;
      const isNear = Math.abs(before.top - scrollTop) < step && Math.abs(before.bottom - bottom) < step;
      return isNear ? before : { top: scrollTop, bottom };
    });
  }, [box]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // At once: a list that is scrolled shows no gap.
    const onScroll = () => flushSync(look);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [box, look]);
  const show = (index: number) => {
    const element = box.current;
    const [start, end] = [starts[index], starts[index + 1]];
    if (!element || start === undefined || end === undefined) return;
    if (start < element.scrollTop) element.scrollTop = start;
    else if (end > element.scrollTop + element.clientHeight) element.scrollTop = end - element.clientHeight;
    look();
  };
  const [from, to] = linesBetween(starts, view.top - beyond, view.bottom + beyond);
  return { from, to, show };
}
