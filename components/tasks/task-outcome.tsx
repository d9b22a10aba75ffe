"use client";

import { useMe } from "@/components/shell/me";
import { Button } from "@/components/ui/button";
import { JsonValue, wordsOf } from "@/components/ui/json-value";
import { ExactTime } from "@/components/ui/time";
import type { FormField, TaskDetail } from "@/server/domain/tasks/schema";
import { BackToInbox } from "./back-to-inbox";
import { useUnsentDraft } from "./draft";

const channelWords: Record<string, string> = {
  dashboard: "in the inbox",
  api: "over the API",
  mcp: "through an assistant",
  slack: "in Slack",
  email: "by e-mail",
  whatsapp: "in WhatsApp",
};

/** How a task ended: the answer with who gave it, when and where; or that nobody did. */
export function TaskOutcome({ task, takeFocus }: { task: TaskDetail; takeFocus: boolean }) {
  const answers = Object.entries(task.formData ?? {});
  return (
    <section aria-label="Outcome" className="flex flex-col gap-3 rounded-lg border bg-canvas p-4">
      <p role="status" className="text-ink-muted text-sm">
        <OutcomeSentence task={task} />
      </p>
      {task.status === "completed" && answers.length > 0 && (
        <dl className="flex flex-col gap-3">
          {answers.map(([name, value]) => (
            <div key={name}>
              <dt className="wrap-anywhere text-ink-subtle text-xs">
                {task.form.fields[name]?.label ?? wordsOf(name)}
              </dt>
              <dd className="wrap-anywhere mt-0.5">
                <JsonValue value={inWords(value, task.form.fields[name])} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <UnsentDraft task={task} />
      <div>
        <Button asChild size="sm">
          <BackToInbox takeFocus={takeFocus}>Back to the inbox</BackToInbox>
        </Button>
      </div>
    </section>
  );
}

/** What the reader had written when somebody else was faster: theirs to copy or to throw away. */
function UnsentDraft({ task }: { task: TaskDetail }) {
  const me = useMe();
  const { draft, discard } = useUnsentDraft(me ? `${me.user.id}.${task.id}` : null);
  const written = Object.entries(draft ?? {}).filter(
    ([, value]) => typeof value === "string" && value.trim() !== "",
  );
  if (written.length === 0 || task.completedBy?.id === me?.user.id) return null;
  return (
    <div className="rounded-md bg-warn-soft px-3 py-2 text-sm">
      <div className="flex items-center justify-between gap-3 text-warn-ink">
        Your answer was not sent. What you had written:
        <Button size="sm" variant="ghost" onClick={discard}>
          Discard
        </Button>
      </div>
      {written.map(([name, value]) => (
        <p key={name} className="mt-1 whitespace-pre-wrap break-words">
          {String(value)}
        </p>
      ))}
    </div>
  );
}

/** What was chosen, as the form called it. */
function inWords(value: unknown, field: FormField | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => inWords(item, field));
  const option = field?.options?.find((known) => typeof known === "object" && known.value === value);
  return typeof option === "object" ? option.label : value;
}

function OutcomeSentence({ task }: { task: TaskDetail }) {
  if (task.status === "completed" && task.completedAt) {
    return (
      <>
        <span className="font-medium text-ink">{task.completedBy?.name ?? "Somebody"}</span> answered{" "}
        {task.completedVia ? `${channelWords[task.completedVia] ?? task.completedVia} ` : ""}
        on <ExactTime at={task.completedAt} />.
      </>
    );
  }
  if (task.status === "expired") return <>Nobody answered in time. The task expired.</>;
  return <>The task was cancelled. No answer is needed any more.</>;
}
