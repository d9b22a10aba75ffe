/** The step kinds, by the name a definition calls them. A new kind is one file and one line here. */
import type { StepKind } from "../step";
import { decide } from "./decide";
import { delay } from "./delay";
import { each } from "./each";
import { end } from "./end";
import { fail } from "./fail";
import { http } from "./http";
import { message } from "./message";
import { notify } from "./notify";
import { parallel } from "./parallel";
import { set } from "./set";
import { task } from "./task";
import { tool } from "./tool";
import { wait } from "./wait";
import { workflow } from "./workflow";

export const stepKinds = {
  task,
  message,
  notify,
  http,
  tool,
  wait,
  delay,
  decide,
  set,
  parallel,
  each,
  workflow,
  fail,
  end,
} satisfies Record<string, StepKind>;
