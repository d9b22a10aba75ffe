import { z } from "zod";
import { nextTimes, readSchedule } from "@/server/domain/triggers/schedule";
import { ScheduleConfig, TriggerDetail } from "@/server/domain/triggers/schema";
import { operation } from "../operation";

const PREVIEWED = 5;

export const previewSchedule = operation({
  name: "trigger.preview",
  summary: "Say when a schedule would start runs next",
  description: "The next five times. Nothing is kept.",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject({ schedule: ScheduleConfig }),
  output: TriggerDetail.pick({ nextOccurrences: true }),
  rest: { method: "POST", path: "/triggers/preview" },
  async run({ now }, { schedule }) {
    const times = nextTimes(readSchedule(schedule, now), now, PREVIEWED);
    return { nextOccurrences: times.map((at) => at.toISOString()) };
  },
});
