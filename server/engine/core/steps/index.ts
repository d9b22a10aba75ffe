/** The step kinds, by the name a definition calls them. A new kind is one file and one line here. */
import type { StepKind } from "../step";
import { decide } from "./decide";
import { delay } from "./delay";
import { end } from "./end";
import { fail } from "./fail";
import { http } from "./http";
import { message } from "./message";
import { set } from "./set";
import { task } from "./task";
import { wait } from "./wait";

export const stepKinds = {
  task,
  message,
  http,
  wait,
  delay,
  decide,
  set,
  fail,
  end,
} satisfies Record<string, StepKind>;
