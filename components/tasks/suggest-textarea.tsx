"use client";

import { type ComponentProps, type KeyboardEvent, useId, useImperativeHandle, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Textarea } from "@/components/ui/input";
import { type Asked, askedIn } from "./asked";

export interface Suggested {
  key: string;
  label: string;
  hint: string;
  /** What takes the place of the trigger and the words after it. */
  text: string;
  /** The part of it that is to be replaced at once. */
  select?: { start: number; end: number } | undefined;
}

/**
 * A textarea in which a character opens a list of things to put in its place: `@` people, `/` canned answers. The list
 * is worked with the keyboard while the focus stays in the text.
 */
export function SuggestTextarea({
  trigger,
  suggest,
  listLabel,
  onText,
  value,
  ref,
  onKeyDown,
  ...props
}: Omit<ComponentProps<"textarea">, "onChange" | "value"> & {
  trigger: "@" | "/";
  suggest: (words: string) => Suggested[];
  listLabel: string;
  value: string;
  onText: (text: string) => void;
}) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => box.current as HTMLTextAreaElement);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [at, setAt] = useState(0);
  const options = asked ? suggest(asked.words).slice(0, 8) : [];
  const look = () => {
    setAt(0);
    setAsked(askedIn(box.current?.value ?? "", box.current?.selectionStart ?? 0, trigger));
  };
  const pick = (option: Suggested) => {
    const field = box.current;
    if (!asked || !field) return;
    const after = value.slice(field.selectionStart);
    const text = `${value.slice(0, asked.from)}${option.text}`;
    const { start = option.text.length, end = start } = option.select ?? {};
    onText(text + after);
    setAsked(null);
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(asked.from + start, asked.from + end);
    });
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (options.length > 0) {
      const chosen = options[at];
      if (event.key === "ArrowDown") setAt((at + 1) % options.length);
      else if (event.key === "ArrowUp") setAt((at - 1 + options.length) % options.length);
      else if (event.key === "Escape") setAsked(null);
      else if ((event.key === "Enter" || event.key === "Tab") && !event.metaKey && !event.ctrlKey && chosen)
        pick(chosen);
      else return onKeyDown?.(event);
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    onKeyDown?.(event);
  };
  return (
    <div className="relative">
      <Textarea
        {...props}
        ref={box}
        value={value}
        aria-autocomplete="list"
        aria-controls={options.length > 0 ? id : undefined}
        aria-activedescendant={options.length > 0 ? `${id}-${at}` : undefined}
        onChange={(event) => {
          onText(event.target.value);
          look();
        }}
        onKeyDown={onKey}
        onBlur={(event) => {
          setAsked(null);
          props.onBlur?.(event);
        }}
      />
      {options.length > 0 && (
        <div
          id={id}
          role="listbox"
          tabIndex={-1}
          aria-label={listLabel}
          className="animate-in absolute top-full right-0 left-0 z-30 mt-1 max-h-64 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-lg"
        >
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are heard by the textarea, which keeps the focus
            <div
              key={option.key}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              // Before the textarea loses the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(option)}
              className={cn(
                "flex min-h-8 cursor-default items-center gap-3 rounded-md px-2 text-sm",
                index === at && "bg-hover",
              )}
            >
              <span className="shrink-0 truncate font-medium">{option.label}</span>
              <span className="min-w-0 flex-1 truncate text-ink-subtle text-xs">{option.hint}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
