import { z } from "zod";
import {
  deleteDefinition,
  findDefinition,
  listDefinitions,
  putDefinition,
} from "@/server/domain/sla/definitions";
import { CalendarSpec, CalendarView, DefinitionName, putInput } from "@/server/domain/sla/schema";
import { send } from "@/server/jobs/send";
import { operation } from "../operation";

export const listCalendars = operation({
  name: "calendar.list",
  summary: "List business calendars",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({}),
  output: z.object({ data: z.array(CalendarView) }),
  rest: { method: "GET", path: "/calendars" },
  async run({ tx }) {
    return { data: await listDefinitions(tx, "calendar") };
  },
});

export const getCalendar = operation({
  name: "calendar.get",
  summary: "Get a business calendar",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ name: DefinitionName }),
  output: CalendarView,
  rest: { method: "GET", path: "/calendars/{name}" },
  async run({ tx }, { name }) {
    return findDefinition(tx, "calendar", name);
  },
});

export const putCalendar = operation({
  name: "calendar.put",
  summary: "Make or change a business calendar",
  description:
    "Hours of the week in a time zone, several a day, less holidays. Open deadlines that run in it move with it.",
  kind: "write",
  permission: "admin:settings",
  input: putInput(CalendarSpec),
  output: CalendarView,
  rest: { method: "PUT", path: "/calendars/{name}" },
  async run({ actor, tx, now }, input) {
    const { changed } = await putDefinition({ tx, now, actor }, "calendar", input);
    // Deadlines of open tasks follow in transactions of their own: there may be many.
    if (changed) send(tx, "sla.retarget", { tenantId: actor.tenantId, calendar: input.name });
    return findDefinition(tx, "calendar", input.name);
  },
});

export const deleteCalendar = operation({
  name: "calendar.delete",
  summary: "Delete a business calendar",
  description: "Only while no policy names it and it is not the default; what is open keeps its deadlines.",
  kind: "write",
  permission: "admin:settings",
  input: z.strictObject({ name: DefinitionName }),
  output: z.object({ id: z.string(), deleted: z.literal(true) }),
  rest: { method: "DELETE", path: "/calendars/{name}" },
  async run({ actor, tx, now }, { name }) {
    const id = await deleteDefinition({ tx, now, actor }, "calendar", name);
    return { id, deleted: true as const };
  },
});
