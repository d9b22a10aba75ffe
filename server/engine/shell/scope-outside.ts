import { nowOf, type Scope } from "@/server/engine/core/expressions";
import type { JsonObject } from "@/server/engine/core/json";
import { UNITS_PER_EVENT } from "@/server/engine/core/limits";

/** What an expression sees that belongs to no run, such as a trigger's: what it is given, and the time. */
export function scopeOutside(input: JsonObject, now: Date): Scope {
  return {
    input,
    now: nowOf(now.getTime()),
    units: UNITS_PER_EVENT,
    steps: {},
    vars: {},
    run: {},
    error: null,
    item: null,
    index: null,
    event: null,
    names: "",
  };
}
