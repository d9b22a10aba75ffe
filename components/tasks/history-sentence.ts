import type { useTranslations } from "next-intl";
import type { TaskHistoryEntry } from "@/server/domain/tasks/schema";

type Words = ReturnType<typeof useTranslations<"tasks.history">>;

/** What happened, as the end of a sentence that begins with who did it. */
export function historySentence(t: Words, { action, details }: TaskHistoryEntry): string {
  const to = named(details.assignedTo) ?? named(details.to) ?? "none";
  const from = named(details.from) ?? "none";
  const clock = typeof details.clock === "string" ? details.clock : "none";
  const because = typeof details.because === "string" ? details.because : "none";
  switch (action) {
    case "escalated":
      return t(`escalated.${actOf(details.act)}`, { to, clock });
    case "breached":
      return t("breached", { clock });
    case "retargeted":
      return t("retargeted", { because: typeof details.reason === "string" ? details.reason : "none" });
    case "waitingEnded":
      return t("waitingEnded", { because });
    case "decided":
      return t("decided", {
        verdict: String(details.verdict),
        seat: words(details.seat),
        behalf: words(details.onBehalfOf),
      });
    case "merged":
      return t("merged", { title: words(details.title), side: details.duplicate ? "original" : "duplicate" });
    case "unmerged":
      return t("unmerged", { because });
    case "split":
    case "linked":
      return t(action, { title: words(details.title) });
    case "reassigned":
      return t(details.transferred ? "transferred" : "reassigned", { to, from });
    default:
      return t(action, { to, from });
  }
}

const words = (value: unknown) => (typeof value === "string" ? value : "none");

/** What somebody gave as a reason, in their own words. */
export function historyNote({ details }: TaskHistoryEntry): string | null {
  for (const words of [details.note, details.reason]) {
    if (typeof words === "string" && words.includes(" ")) return words;
  }
  return null;
}

function actOf(act: unknown): "moved" | "notify" | "raise" {
  return act === "notify" || act === "raise" ? act : "moved";
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
