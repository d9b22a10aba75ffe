import type { TaskHistoryEntry } from "@/server/domain/tasks/schema";

/** What happened, as the end of a sentence that begins with who did it. */
export function historySentence({ action, details }: TaskHistoryEntry): string {
  const to = named(details.assignedTo) ?? named(details.to);
  const from = named(details.from);
  const reason = typeof details.reason === "string" && details.reason ? `: ${details.reason}` : "";
  switch (action) {
    case "created":
      return to ? `opened the task for ${to}` : "opened the task";
    case "assigned":
      return to ? `assigned it to ${to}` : "assigned it";
    case "reassigned":
      return `reassigned it${from ? ` from ${from}` : ""}${to ? ` to ${to}` : ""}${reason}`;
    case "claimed":
      return "claimed it";
    case "released":
      return `released it${reason}`;
    case "commented":
      return "commented";
    case "breached":
      return `noted that the ${clockWords(details.clock)} deadline was missed`;
    case "escalated":
      return `escalated it${to ? ` to ${to}` : ""}${details.clock ? `, because nobody met the ${clockWords(details.clock)} deadline` : ""}`;
    case "snoozed":
      return "put it off";
    case "woken":
      return "took it back from snooze";
    case "waiting":
      return "left the next word to the customer";
    case "waitingEnded":
      return details.because === "customer_wrote" ? "answered: the task waits no more" : "ended the wait";
    case "completed":
      return "completed it";
    case "expired":
      return "let it expire: nobody answered in time";
    case "cancelled":
      return `cancelled it${reason}`;
  }
}

function clockWords(clock: unknown): string {
  if (clock === "claimWithin") return "claim";
  if (clock === "completeWithin") return "answer";
  return "last";
}

/** The name of a team or person however it is given: `{ name }`, `{ team: { name } }`, a slug. */
function named(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return null;
  if ("name" in value && typeof value.name === "string") return value.name;
  if ("user" in value && value.user) return named(value.user);
  if ("team" in value && value.team) return named(value.team);
  return null;
}
