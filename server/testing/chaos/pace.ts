/**
 * How far the work and the harm are, each of which waits for the other: so the same plan is as hard on a slow machine as
 * on a fast one, and only takes longer.
 */
export interface Pace {
  /** Runs that somebody has begun to ask for. */
  begun: number;
  /** Those that nobody has acknowledged yet. */
  asking: number;
  /** Runs that are under way. */
  open: number;
  /** The share of all runs at which the next harm is to be done. */
  nextHarm: number;
}

/** Runs that may be under way: more would only measure how fast the machine is. */
export const MOST_OPEN = 80;
export const MOST_ASKING = 30;
/** How far the work may be ahead of harm that is late, as a share. */
export const AHEAD = 0.05;
