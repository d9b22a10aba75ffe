import { type APIRequestContext, expect } from "@playwright/test";
import { get, post, unique } from "./workspace";

/** Pages that anybody sees. */
export const PUBLIC = ["/", "/signin", "/signup", "/forgot", "/no-such-page", "/docs/api"];

const form = { fields: { reason: { type: "textarea", help: "In a sentence" }, sure: { type: "boolean" } } };

/**
 * Every page of a workspace, each as it is when there is something on it: what a week of work does not leave behind is
 * made first.
 */
export async function pagesOf(api: APIRequestContext): Promise<string[]> {
  const tag = unique();
  const put = async (path: string, data: object) => expect(await api.put(path, { data })).toBeOK();
  const first = async (path: string, noun: string) => {
    const [found] = (await get(api, path)).data;
    return found ? [`/${noun}/${found.id}`] : [];
  };
  const week = { mon: [["09:00", "17:00"]], tue: [["09:00", "12:00"]] };
  await put(`calendars/berlin-${tag}`, {
    title: "Berlin",
    spec: { timeZone: "Europe/Berlin", week, holidays: [{ date: "2026-12-25", name: "Christmas" }] },
  });
  await put(`escalation-chains/up-${tag}`, {
    title: "Up",
    spec: { steps: [{ on: "claimWithin", assignTo: { team: "support-l2" } }] },
  });
  await put(`sla-policies/quick-${tag}`, {
    title: "Quick",
    spec: { times: { claimWithin: "10m", completeWithin: "4h" }, escalation: `up-${tag}` },
  });
  await put(`workflows/draft-${tag}/draft`, {
    definition: { title: "Unfinished", start: "nowhere", steps: {} },
  });
  await post(api, "task-templates", { name: `Call back ${tag}`, title: "Call the customer back", form });
  await post(api, "canned-answers", {
    shortcut: `hi-${tag}`,
    title: "Hello",
    body: "Hello {{customer.name}}",
  });
  await post(api, "invites", { email: `${tag}@example.com`, role: "member" });
  const [flow] = (await get(api, "workflows?limit=5")).data.filter(
    ({ version }: { version: number }) => version > 0,
  );
  const trigger = await post(api, "triggers", { workflow: flow.name, schedule: { cron: "0 9 * * *" } });
  const signedOff = await post(api, "tasks", {
    title: "Pay 4,000 € back?",
    form,
    deciders: { quorum: 1, of: [{ team: "support-l1" }, { team: "support-l2" }] },
  });
  const [open] = (await get(api, "tasks?view=open&workflow=support-escalation&limit=1")).data;
  return [
    "/home",
    "/inbox",
    `/inbox?view=open&group=team&task=${open.id}`,
    "/inbox?view=closed&missed=late",
    `/tasks/${open.id}`,
    `/tasks/${signedOff.id}`,
    ...(await first("tasks?status=completed&limit=1", "tasks")),
    ...(await first("tasks?status=expired&limit=1", "tasks")),
    "/conversations",
    ...(await first("conversations?limit=1", "conversations")),
    "/runs",
    ...(await first("runs?status=completed&limit=1", "runs")),
    ...(await first("runs?status=failed&limit=1", "runs")),
    ...(await first("runs?status=waiting&limit=1", "runs")),
    "/runs/stuck",
    "/runs/breakers",
    "/workflows",
    `/workflows/${flow.name}`,
    `/workflows/draft-${tag}/draft`,
    "/triggers",
    `/triggers/${trigger.id}`,
    ...SETTINGS.map((part) => `/settings/${part}`),
    `/settings/sla/policies/quick-${tag}`,
    `/settings/sla/chains/up-${tag}`,
    `/settings/calendars/berlin-${tag}`,
  ];
}

const SETTINGS = [
  "profile",
  "security",
  "notifications",
  "workspace",
  "members",
  "teams",
  "keys",
  "templates",
  "answers",
  "sla",
  "sla/policies/new",
  "sla/chains/new",
  "calendars",
  "calendars/new",
];

/** The pages that links in messages lead to. */
export async function linksOf(api: APIRequestContext): Promise<string[]> {
  const pathOf = ({ url }: { url: string }) => new URL(url).pathname;
  const invite = await post(api, "invites", { email: `${unique()}@example.com`, role: "member" });
  const people = (await get(api, "members")).data;
  const { userId } = people.find(({ role }: { role: string }) => role === "member");
  return [pathOf(invite), pathOf(await post(api, `members/${userId}/reset-link`, {}))];
}
