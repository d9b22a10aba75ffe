import { describe, expect, it } from "vitest";
import type { SayTyped } from "@/components/ui/json-editor";
import { ScheduleConfig, type TriggerView, WebhookConfig } from "@/server/domain/triggers/schema";
import { fieldOf, inputOf, valuesOf } from "./trigger-values";

const say: SayTyped = (problem) => problem;

const base = {
  id: "1",
  workflow: "orders",
  name: "Orders",
  enabled: true,
  webhook: null,
  schedule: null,
  event: null,
  input: null,
  tags: [],
  hasSecret: false,
  nextDueAt: null,
  lastStartedAt: null,
  createdBy: { type: "user" as const, id: "u", name: "Ana" },
  createdAt: "",
  updatedAt: "",
};

const triggers: TriggerView[] = [
  {
    ...base,
    kind: "webhook",
    webhook: WebhookConfig.parse({ verify: { scheme: "hmac", prefix: "sha256=" } }),
  },
  {
    ...base,
    kind: "webhook",
    webhook: WebhookConfig.parse({ dedupe: { by: "header", header: "x-id" } }),
    input: { a: "${body.a}" },
  },
  { ...base, kind: "schedule", schedule: ScheduleConfig.parse({ cron: "0 9 * * *", missed: "all" }) },
  {
    ...base,
    kind: "schedule",
    schedule: ScheduleConfig.parse({
      rrule: "FREQ=DAILY",
      startsAt: "2026-03-01T09:00",
      timeZone: "Asia/Tokyo",
    }),
  },
  { ...base, kind: "event", event: { name: "run.failed", condition: "event.data.n > 1" } },
];

describe("the form of a trigger", () => {
  it.each(triggers)("gives back what it was filled from: %#", (trigger) => {
    const read = inputOf(valuesOf(trigger, "", "UTC"), say, trigger);
    const { name, input, kind } = trigger;
    expect(read).toEqual({ input: { name, input, [kind]: trigger[kind] } });
  });

  it("says where its template is no JSON, and sends nothing then", () => {
    expect(inputOf({ ...valuesOf(undefined, "w", "UTC"), template: "{" }, say)).toHaveProperty("problem");
  });

  it("shows each refusal at the field that it is about", () => {
    expect(
      ["schedule.cron", "schedule", "schedule.timeZone", "input.a.b", "event.condition", "nothing"].map(
        fieldOf,
      ),
    ).toEqual(["cron", "cron", "timeZone", "template", "condition", undefined]);
  });
});
