/** How many runs are counted of each status at most. */
export const MAX_COUNTED_RUNS = 10_000;
