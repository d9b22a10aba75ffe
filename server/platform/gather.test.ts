import { expect, test } from "vitest";
import { gather } from "./gather";

/** A gathered call whose works end when the test says so. */
function held() {
  const batches: number[][] = [];
  const ends: (() => void)[] = [];
  const call = gather({ atOnce: 1, max: 3 }, async (items: number[]) => {
    batches.push(items);
    await new Promise<void>((end) => ends.push(end));
    if (items.includes(13)) throw new Error("unlucky");
    return items.map((n) => n * 2);
  });
  /** Ends every work, one after another, until the calls are settled. */
  const settled = async (calls: Promise<number>[]) => {
    const all = Promise.allSettled(calls);
    let over = false;
    all.then(() => {
      over = true;
    });
    while (!over) {
      ends.shift()?.();
      await Promise.resolve();
    }
    return all;
  };
  return { call, batches, settled };
}

test("a call that comes alone is done at once, and those that come meanwhile are done together", async () => {
  const { call, batches, settled } = held();
  const answers = await settled([1, 2, 3, 4, 5].map(call));
  expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  expect(answers.map((a) => a.status === "fulfilled" && a.value)).toEqual([2, 4, 6, 8, 10]);
});

test("one that fails does not fail its neighbours", async () => {
  const { call, settled } = held();
  const answers = await settled([1, 2, 13, 4].map(call));
  expect(answers.map((a) => a.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
});
