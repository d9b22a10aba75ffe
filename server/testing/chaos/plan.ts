/** How much is done to how many runs. */
export interface Plan {
  seed: number;
  runs: number;
  kills: number;
  workers: number;
  webs: number;
  /** Over so long the starts and the kills are spread. */
  seconds: number;
  /** How often PostgreSQL is restarted: in turn asked to stop at once and made to crash. */
  restarts: number;
  /** How often a worker stands still for longer than its heartbeat. */
  stops: number;
  /** How often every connection is cut. */
  cuts: number;
  /** How often there is no worker at all for a while. */
  outages: number;
  /** How often jobs are delivered again, out of order. */
  redeliveries: number;
  /** A dead worker's job must be begun again within so many seconds; where others use the machine, nothing is asked. */
  recoverySeconds?: number;
}

/** Everything that `npm test` has time for. */
export const SHORT: Plan = {
  seed: 1,
  runs: 100,
  kills: 6,
  workers: 2,
  webs: 2,
  seconds: 12,
  restarts: 1,
  stops: 1,
  cuts: 2,
  outages: 1,
  redeliveries: 4,
};

const LONG: Plan = {
  seed: 1,
  runs: 5_000,
  kills: 200,
  workers: 3,
  webs: 2,
  seconds: 500,
  restarts: 12,
  stops: 10,
  cuts: 40,
  outages: 4,
  redeliveries: 120,
  recoverySeconds: 30,
};

/**
 * Reads `--seed`, `--runs` and `--kills`; the rest of the long plan grows and shrinks with the runs and the kills.
 * Without a seed, the moment is one.
 */
export function planOf(args: string[]): Plan {
  const value = (name: string) => {
    const at = args.indexOf(`--${name}`);
    if (at < 0) return undefined;
    const number = Number(args[at + 1]);
    if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} takes a whole number`);
    return number;
  };
  const runs = value("runs") ?? LONG.runs;
  const kills = value("kills") ?? LONG.kills;
  const share = Math.max(runs / LONG.runs, kills / LONG.kills);
  const scaled = (number: number) => Math.ceil(number * share);
  return {
    ...LONG,
    seed: value("seed") ?? Math.floor(Date.now() / 1000) % 1_000_000,
    runs,
    kills,
    seconds: scaled(LONG.seconds),
    restarts: scaled(LONG.restarts),
    stops: scaled(LONG.stops),
    cuts: scaled(LONG.cuts),
    outages: scaled(LONG.outages),
    redeliveries: scaled(LONG.redeliveries),
  };
}
