"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Ref, useEffect, useState } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-classes";

const typingPause = 250;

/** A search that is asked for once the typing pauses; Escape leaves it, and the text stays. */
export function SearchBox({
  label,
  placeholder,
  text: asked,
  onChange,
  box,
  className,
}: {
  label: string;
  placeholder?: string;
  text: string | undefined;
  onChange: (text: string | undefined) => void;
  box?: Ref<HTMLInputElement>;
  className?: string;
}) {
  const t = useTranslations("common");
  const [text, setText] = useState(asked ?? "");
  const [known, setKnown] = useState(asked);
  if (asked !== known) {
    setKnown(asked);
    // Cleared or changed elsewhere. Whoever is still typing is ahead of what was asked for, and keeps their text.
    if (text.trim() === (known ?? "")) setText(asked ?? "");
  }
  useEffect(() => {
    if (text.trim() === (asked ?? "")) return;
    const timer = setTimeout(() => onChange(text.trim() || undefined), typingPause);
    return () => clearTimeout(timer);
  }, [text, asked, onChange]);
  return (
    <div className={cn("relative w-full sm:w-56 @4xl:min-w-24", className)}>
      <Search className="pointer-events-none absolute top-1.5 left-2 size-4 text-ink-subtle" aria-hidden />
      <input
        ref={box}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? t("search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          // Escape leaves the search; the browser would empty it as well.
          event.preventDefault();
          event.currentTarget.blur();
        }}
        className={cn(controlClasses, "h-7 px-7 text-sm [&::-webkit-search-cancel-button]:hidden")}
      />
      {text && (
        <button
          type="button"
          aria-label={t("clearSearch")}
          onClick={() => setText("")}
          className="absolute top-0.5 right-0.5 flex size-6 items-center justify-center rounded-sm text-ink-subtle hover:text-ink"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      )}
    </div>
  );
}
