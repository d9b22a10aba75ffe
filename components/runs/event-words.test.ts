import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { catalogue } from "@/components/words/catalogue";
import { eventWords } from "./event-words";

const t = createTranslator({ locale: "en", messages: catalogue.en, namespace: "runs.events" });

test("an event says what happened, where, and why or by whom", () => {
  const error = { message: "answered 503", code: "http_status" };
  const failed = { type: "step.failed", key: "call#2", attempt: 3, error };
  expect(eventWords(t, { type: "step.failed", event: failed })).toEqual({
    what: "Attempt failed",
    where: "call#2",
    more: "attempt 3: answered 503",
  });
  const cancelled = {
    type: "run.cancelled",
    reason: "by mistake",
    by: { type: "user", id: "u", name: "Ada" },
  };
  expect(eventWords(t, { type: "run.cancelled", event: cancelled })).toEqual({
    what: "Run cancelled",
    where: null,
    more: "by Ada: by mistake",
  });
  expect(
    eventWords(t, { type: "timer.fired", event: { type: "timer.fired", key: "nap#1", timer: "delay" } }),
  ).toEqual({
    what: "The wait is over",
    where: "nap",
    more: null,
  });
});

test("an event that is not known here is shown by its own name", () => {
  expect(eventWords(t, { type: "moon.rose", event: { type: "moon.rose" } }).what).toBe("moon.rose");
});
