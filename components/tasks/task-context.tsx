import Link from "next/link";
import { useTranslations } from "next-intl";
import { JsonValue, wordsOf } from "@/components/ui/json-value";
import type { TaskDetail } from "@/server/domain/tasks/schema";

/** What is asked: the question first and large enough to read, the rest of the context as a list. */
export function TaskContext({ task }: { task: TaskDetail }) {
  const t = useTranslations("tasks.context");
  const { question, ...rest } = task.context;
  const facts = Object.entries(rest);
  return (
    <section aria-label={t("label")} className="flex flex-col gap-3">
      {task.description && (
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-ink-muted">
          {task.description}
        </p>
      )}
      {question !== undefined && question !== null && (
        <blockquote className="wrap-anywhere whitespace-pre-wrap border-accent border-l-2 pl-4 text-lg">
          {typeof question === "string" ? <p dir="auto">{question}</p> : <JsonValue value={question} />}
          {task.conversationId && (
            <a href="#question" className="block w-fit py-1 text-accent-ink text-xs hover:underline">
              {t("inConversation")}
            </a>
          )}
        </blockquote>
      )}
      {(facts.length > 0 || task.run) && (
        <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-5 gap-y-1.5 text-sm">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="wrap-anywhere max-w-[38vw] text-ink-subtle sm:max-w-56">{wordsOf(name)}</dt>
              <dd className="wrap-anywhere min-w-0">
                <JsonValue value={value} />
              </dd>
            </div>
          ))}
          {task.run && (
            <div className="contents">
              <dt className="text-ink-subtle">{t("askedBy")}</dt>
              <dd className="wrap-anywhere min-w-0">
                <Link href={`/runs/${task.run.id}`} className="text-accent-ink hover:underline">
                  {task.run.workflow}
                </Link>
                <span className="text-ink-subtle"> {t("atStep", { step: task.run.stepId })}</span>
              </dd>
            </div>
          )}
        </dl>
      )}
    </section>
  );
}
