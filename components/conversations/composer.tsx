"use client";

import { Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, type Ref, useImperativeHandle, useRef, useState } from "react";
import { useGapCheck } from "@/components/canned-answers/gap-check";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Kbd, useCommandKey } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import { ATTACHABLE } from "@/server/domain/attachments/schema";
import { FileSize } from "./attachment-list";
import { useKeptText } from "./use-kept-text";
import { type Upload, useUploads } from "./use-uploads";

export type ComposerMode = "reply" | "note";

export interface ComposerHandle {
  write(mode: ComposerMode, words?: string): void;
}

/** Where one writes: to the participant, or a note to the team; with files by button, drag or paste. */
export function Composer({
  draftKey,
  hint,
  replyRefused,
  onSend,
  ref,
}: {
  /** Under which what is typed is kept in this browser. */
  draftKey: string;
  /** What happens with a reply. */
  hint: string;
  /** Why there can be no reply now. */
  replyRefused: string | null;
  onSend: (mode: ComposerMode, said: { content: string; attachmentIds: string[] }) => Promise<unknown>;
  ref: Ref<ComposerHandle>;
}) {
  const t = useTranslations("conversations.composer");
  const [chosen, setMode] = useState<ComposerMode>("reply");
  const mode = replyRefused ? "note" : chosen;
  const [text, setText] = useKeptText(`${draftKey}.${mode}`);
  const [sending, setSending] = useState(false);
  const [over, setOver] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const commandKey = useCommandKey();
  const files = useUploads({ tooMany: t("tooMany"), tooLarge: t("tooLarge"), failed: t("uploadFailed") });
  useImperativeHandle(ref, () => ({
    write(next, words) {
      setMode(next);
      if (words) setText(words);
      requestAnimationFrame(() => box.current?.focus());
    },
  }));
  const empty = text.trim() === "" && files.kept.length === 0;
  const gaps = useGapCheck();
  const latest = useRef(text);
  latest.current = text;
  const say = async () => {
    setSending(true);
    try {
      const attachmentIds = files.kept.map(({ id }) => id);
      await onSend(mode, { content: text.trim(), attachmentIds });
      // Who has written on meanwhile goes on.
      if (latest.current === text) setText("");
      files.clear(attachmentIds);
    } catch {
      // What was typed stays, and the page has said why.
    } finally {
      setSending(false);
      requestAnimationFrame(() => box.current?.focus());
    }
  };
  const send = async () => {
    if (empty || files.busy || sending) return;
    // A note stays among colleagues, who can read a gap for what it is.
    await gaps.check(mode === "reply" ? [text] : [], say);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    files.add(event.dataTransfer.files);
  };
  return (
    <div className="border-t bg-surface px-4 pt-2 pb-3">
      <div className="mx-auto max-w-2xl">
        <Modes mode={mode} replyRefused={replyRefused} onChange={setMode} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of three ways; the button is another */}
        <div
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          className={cn(
            "rounded-lg border border-control/70 has-[textarea:focus-visible]:border-ring",
            mode === "note" ? "border-dashed bg-warn-soft" : "bg-surface",
            over && "border-accent bg-accent-soft",
          )}
        >
          <textarea
            ref={box}
            rows={2}
            aria-label={t(mode === "note" ? "writeNote" : "writeReply")}
            placeholder={t(mode === "note" ? "notePlaceholder" : "replyPlaceholder")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPaste={(event) => {
              if (event.clipboardData.files.length === 0) return;
              event.preventDefault();
              files.add(event.clipboardData.files);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
                event.preventDefault();
                void send();
              } else if (event.key === "Escape") event.currentTarget.blur();
            }}
            className="field-sizing-content block max-h-60 min-h-16 w-full resize-none bg-transparent px-3 py-2 text-base outline-none placeholder:text-ink-subtle"
          />
          <UploadList uploads={files.uploads} onRemove={files.remove} />
          <div className="flex items-center gap-2 px-2 pb-2">
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              accept={ATTACHABLE}
              data-testid="attachments"
              onChange={(event) => {
                files.add(event.target.files ?? []);
                event.target.value = "";
              }}
            />
            <Tooltip label={t("attach")}>
              <Button
                variant="ghost"
                size="icon"
                aria-label={t("attach")}
                onClick={() => picker.current?.click()}
              >
                <Paperclip aria-hidden />
              </Button>
            </Tooltip>
            <p className="min-w-0 flex-1 truncate text-ink-subtle text-xs max-sm:hidden">
              {mode === "note" ? t("noteHint") : hint}
            </p>
            <Button
              variant="primary"
              className="ml-auto"
              loading={sending}
              disabledReason={files.busy ? t("uploading") : empty ? t("empty") : null}
              onClick={() => void send()}
            >
              {t(mode === "note" ? "addNote" : "send")}
              {commandKey && (
                <span className="max-sm:hidden">
                  <Kbd inverted>{commandKey}</Kbd> <Kbd inverted>↵</Kbd>
                </span>
              )}
            </Button>
          </div>
        </div>
      </div>
      {gaps.dialog}
    </div>
  );
}

function Modes({
  mode,
  replyRefused,
  onChange,
}: {
  mode: ComposerMode;
  replyRefused: string | null;
  onChange: (mode: ComposerMode) => void;
}) {
  const t = useTranslations("conversations.composer");
  return (
    <fieldset className="mb-1.5 flex items-center gap-1">
      <legend className="sr-only">{t("modes")}</legend>
      {(["reply", "note"] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={mode === one}
          disabled={one === "reply" && replyRefused !== null}
          onClick={() => onChange(one)}
          className={cn(
            "h-7 rounded-md px-2.5 text-sm disabled:opacity-55",
            mode === one ? "bg-pressed font-medium" : "text-ink-muted hover:bg-hover hover:text-ink",
          )}
        >
          {t(one)}
        </button>
      ))}
      {replyRefused && <p className="ml-1 text-ink-subtle text-xs">{replyRefused}</p>}
    </fieldset>
  );
}

function UploadList({ uploads, onRemove }: { uploads: Upload[]; onRemove: (key: number) => void }) {
  const t = useTranslations("conversations.composer");
  if (uploads.length === 0) return null;
  return (
    <ul aria-label={t("files")} className="flex flex-wrap gap-1.5 px-3 pb-2">
      {uploads.map(({ key, name, size, progress, kept, error }) => (
        <li
          key={key}
          className="grid max-w-full grid-cols-[minmax(0,auto)_auto_auto] items-center gap-x-2 rounded-md border bg-surface py-0.5 pr-0.5 pl-2 text-sm"
        >
          <span className="truncate">{name}</span>
          {error ? (
            <span role="alert" className="col-span-full row-start-2 pr-2 pb-1 text-danger-ink text-xs">
              {error}
            </span>
          ) : kept ? (
            <FileSize bytes={size} />
          ) : (
            <progress
              aria-label={t("progress", { name })}
              value={progress}
              className="h-1 w-16 accent-accent"
            />
          )}
          <button
            type="button"
            aria-label={t("remove", { name })}
            onClick={() => onRemove(key)}
            className="col-start-3 row-start-1 flex size-6 items-center justify-center rounded-sm text-ink-subtle hover:bg-hover hover:text-ink"
          >
            <X className="size-3.5" aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
