import { Bot, Cog, KeyRound, Workflow } from "lucide-react";
import { cn } from "./cn";

const icons = { assistant: Bot, apiKey: KeyRound, workflow: Workflow, system: Cog } as const;

/** Who did it: initials in a circle for people, an icon in a square for everything else. */
export function Avatar({
  name,
  type = "user",
  size = "md",
}: {
  name: string;
  type?: "user" | keyof typeof icons | (string & {});
  size?: "sm" | "md" | "lg";
}) {
  const Icon = type in icons ? icons[type as keyof typeof icons] : null;
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center bg-pressed font-medium text-ink-muted",
        Icon ? "rounded-sm" : "rounded-full",
        size === "sm" ? "size-5 text-[0.5625rem]" : size === "md" ? "size-6 text-2xs" : "size-8 text-xs",
      )}
    >
      {Icon ? <Icon className="size-3/5" /> : initials(name)}
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
