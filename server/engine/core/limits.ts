/** What a definition and a run may take at most. Each is refused with a clear error, never by exhausting the host. */

/** Steps of a definition. */
export const MAX_STEPS = 200;
/** Bytes of a definition as JSON. */
export const MAX_DEFINITION_BYTES = 256 * 1024;
/** Bytes of one value as JSON: an input, an output, a variable, a request, a signal's data. */
export const MAX_VALUE_BYTES = 256 * 1024;
/** Bytes of all that a run holds. */
export const MAX_STATE_BYTES = 4 * 1024 * 1024;
/** How often a run may enter one step, unless the step says otherwise. */
export const DEFAULT_MAX_VISITS = 1_000;
/** Steps that a run may enter without waiting for anything: one event must not hold its transaction for long. */
export const MAX_STEPS_PER_EVENT = 10_000;
/** Expression units that one event may spend, see cel.ts. */
export const UNITS_PER_EVENT = 5_000_000;
/** Ids of the last signals, by which a signal that comes twice is recognised. */
export const REMEMBERED_SIGNALS = 200;
/** How deep forks and compensations may stand inside each other. */
export const MAX_NESTING = 5;
/** Branches of one `parallel`. */
export const MAX_BRANCHES = 50;
/** Items of one `each`. */
export const MAX_ITEMS = 1_000;
/** How many items of an `each` are worked on at once, unless it says otherwise. */
export const DEFAULT_CONCURRENCY = 10;
/** Events of a run. One that gets here runs in circles: it fails, and what it did is compensated. */
export const MAX_EVENTS = 10_000;
/** How deep workflows may start each other, and the code of the failure past it. */
export const MAX_DEPTH = 10;
export const TOO_DEEP = "too_deep";
