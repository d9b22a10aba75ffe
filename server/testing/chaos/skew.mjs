// Loaded before anything else (`node --import`) by a process whose clock is to be wrong: the time of day is moved,
// while timers go on as they do on a machine whose clock is wrong.
const shift = Number(process.env.ORKESTRA_CHAOS_SKEW_MS ?? 0);
const Real = Date;

globalThis.Date = class SkewedDate extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + shift);
    else super(...given);
  }

  static now() {
    return Real.now() + shift;
  }
};
