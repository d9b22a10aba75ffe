"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { useMembers } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form";
import { problemOf } from "@/components/ui/problem";
import { RelativeTime } from "@/components/ui/time";
import type { TaskComment, TaskDetail, TaskHistoryEntry } from "@/server/domain/tasks/schema";
import { CommentBody } from "./comment-body";
import { historyNote, historySentence } from "./history-sentence";
import { SuggestTextarea } from "./suggest-textarea";

type Entry = { at: string; id: string } & ({ comment: TaskComment } | { event: TaskHistoryEntry });

/** What happened to the task and what was said about it, in one timeline, with a place to say more. */
export function Activity({
  task,
  commentBox,
}: {
  task: TaskDetail;
  commentBox: RefObject<HTMLTextAreaElement | null>;
}) {
  const t = useTranslations("tasks.activity");
  const entries: Entry[] = [
    ...task.comments.map((comment) => ({ at: comment.createdAt, id: comment.id, comment })),
    ...task.history
      .filter(({ action }) => action !== "commented")
      .map((event) => ({ at: event.at, id: event.id, event })),
  ].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
  return (
    <section aria-label={t("title")} className="flex flex-col gap-3">
      <h2 className="font-medium text-sm">{t("title")}</h2>
      <ol aria-label={t("history")} className="flex flex-col gap-3">
        {entries.map((entry) =>
          "comment" in entry ? (
            <CommentEntry key={entry.id} comment={entry.comment} />
          ) : (
            <EventEntry key={entry.id} event={entry.event} />
          ),
        )}
      </ol>
      <CommentForm task={task} box={commentBox} />
    </section>
  );
}

function EventEntry({ event }: { event: TaskHistoryEntry }) {
  const t = useTranslations("tasks.history");
  const note = historyNote(event);
  return (
    <li className="flex items-start gap-2.5 text-sm">
      <Avatar name={event.actor.name} type={event.actor.type} size="sm" />
      <p className="min-w-0 text-ink-muted">
        <span className="text-ink">{event.actor.name}</span> {historySentence(t, event)}
        <RelativeTime at={event.at} className="ml-2 text-ink-subtle text-xs" />
        {note && <span className="wrap-anywhere mt-0.5 block border-l-2 pl-2 text-ink">{note}</span>}
      </p>
    </li>
  );
}

function CommentEntry({ comment }: { comment: TaskComment }) {
  return (
    <li className="flex items-start gap-2.5 text-sm">
      <Avatar name={comment.author.name} type={comment.author.type} size="sm" />
      <div className="min-w-0 flex-1 rounded-lg border bg-surface px-3 py-2">
        <div className="flex items-center gap-2 text-xs">
          <span className="font-medium">{comment.author.name}</span>
          <RelativeTime at={comment.createdAt} className="text-ink-subtle" />
        </div>
        <CommentBody comment={comment} />
      </div>
    </li>
  );
}

function CommentForm({ task, box }: { task: TaskDetail; box: RefObject<HTMLTextAreaElement | null> }) {
  const t = useTranslations("tasks.activity");
  const utils = trpc.useUtils();
  const [body, setBody] = useState("");
  const members = useMembers().rows.filter(({ active }) => active);
  const suggest = (words: string) =>
    members
      .filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(words.toLowerCase()))
      .map(({ userId, name, email }) => ({ key: userId, label: name, hint: email, text: `@${name} ` }));
  const mentions = members.filter(({ name }) => body.includes(`@${name}`)).map(({ userId }) => userId);
  const add = trpc.task.comment.useMutation({
    onSuccess: async (_, sent) => {
      // Who has written on meanwhile goes on.
      setBody((now) => (now.trim() === sent.body ? "" : now));
      await utils.task.get.invalidate({ taskId: task.id });
    },
  });
  const send = () => {
    if (body.trim() && !add.isPending)
      add.mutate({ taskId: task.id, body: body.trim(), mentions: mentions.slice(0, 20) });
  };
  if (!task.may.comment) return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="flex flex-col gap-2"
    >
      <SuggestTextarea
        ref={box}
        trigger="@"
        suggest={suggest}
        listLabel={t("people")}
        aria-label={t("commentLabel")}
        placeholder={t("placeholder")}
        rows={1}
        className="min-h-9"
        value={body}
        onText={setBody}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send();
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <FormError message={add.error ? problemOf(add.error).message : undefined} />
      {(body.trim() || add.isPending) && (
        <div className="flex justify-end">
          <Button type="submit" size="sm" loading={add.isPending}>
            {t("comment")}
          </Button>
        </div>
      )}
    </form>
  );
}
