import { CopyButton } from "./copy-button";

/** A text that is shown this once, to be copied. */
export function Secret({ label, text }: { label: string; text: string }) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between">
        <span className="font-medium text-sm">{label}</span>
        <CopyButton text={text} label={label} />
      </div>
      <pre className="whitespace-pre-wrap break-all rounded-md border bg-canvas p-3 font-mono text-xs">
        {text}
      </pre>
    </div>
  );
}
