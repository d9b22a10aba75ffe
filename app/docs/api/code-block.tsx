import { CopyButton } from "@/components/ui/copy-button";

/** Something to paste into a terminal. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="relative mt-2">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the screen is scrolled by the arrows
        tabIndex={0}
        className="overflow-x-auto rounded-lg border bg-surface p-3 pr-12 font-mono text-sm"
      >
        {code}
      </pre>
      <div className="absolute top-2 right-2 rounded-md bg-surface">
        <CopyButton text={code} label={label} compact />
      </div>
    </div>
  );
}
