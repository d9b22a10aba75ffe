import { Bot, Cog, KeyRound, Workflow } from "lucide-react";
import { cn } from "./cn";

const icons = { assistant: Bot, apiKey: KeyRound, workflow: Workflow, system: Cog } as const;

const sizes = {
  sm: "size-5 text-[0.5625rem]",
  md: "size-6 text-2xs",
  lg: "size-8 text-xs",
  xl: "size-14 text-lg",
};

/** Who did it: initials in a circle for people, an icon in a square for everything else. */
export function Avatar({
  name,
  photo,
  type = "user",
  size = "md",
}: {
  name: string;
  /** Where their picture is. */
  photo?: string | null | undefined;
  type?: "user" | keyof typeof icons | (string & {});
  size?: "sm" | "md" | "lg" | "xl";
}) {
  const Icon = type in icons ? icons[type as keyof typeof icons] : null;
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center bg-pressed font-medium text-ink-muted",
        Icon ? "rounded-sm" : "rounded-full",
        sizes[size],
      )}
    >
      {photo ? (
        // As it is: it is behind the reader's session, where no optimizer of images gets.
        <img src={photo} alt="" className="size-full rounded-full object-cover" />
      ) : Icon ? (
        <Icon className="size-3/5" />
      ) : (
        initials(name)
      )}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase() || "?";
}
