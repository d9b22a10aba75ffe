import { cn } from "@/components/ui/cn";

/** One of several kinds, down the side. */
export function Tabs<T extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: string }[];
}) {
  return (
    <fieldset className="flex flex-col gap-px p-1.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cn(
            "min-h-8 rounded-md px-2 text-left text-sm hover:bg-hover",
            option.value === value ? "bg-pressed font-medium" : "text-ink-muted",
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
