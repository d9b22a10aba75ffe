/** What a contender is given: a database of its own on the shared server, and a folder that is thrown away. */
export interface Ground {
  databaseUrl: string;
  folder: string;
}

/** What one round of one contender gave, by the figure's name. */
export type Figures = Record<string, number>;

/** Sets a contender up, warms it, measures it and takes it down; runs in a process of its own. */
export type Contend = (ground: Ground) => Promise<Figures>;

export interface Goal {
  /** Which figure of Orkestra's it is about. */
  figure: string;
  /** At least so many times (or, for times and sizes, at most) what this contender has. */
  against?: { contender: string; times: number };
  /** At least, or at most, this much. */
  atLeast?: number;
  atMost?: number;
}

/** One line of what `npm run bench` prints. */
export interface Measure {
  name: string;
  title: string;
  /** Figures in this list are better when smaller. */
  smallerIsBetter?: string[];
  contenders: Record<string, Contend>;
  goals: Goal[];
  /** Rounds by default; a measure that takes minutes takes one. */
  rounds?: number;
}
