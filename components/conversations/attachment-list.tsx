"use client";

import { FileText } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { INLINE_TYPES } from "@/server/domain/attachments/rules";
import type { AttachmentView } from "@/server/domain/attachments/schema";

/** What goes with a message: pictures to look at, everything else to save. */
export function AttachmentList({ attachments }: { attachments: AttachmentView[] }) {
  const t = useTranslations("conversations.attachments");
  if (attachments.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="flex flex-wrap gap-2">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          {INLINE_TYPES.includes(attachment.mediaType) ? (
            <a href={attachment.url} target="_blank" rel="noreferrer" className="block rounded-lg">
              <img
                src={attachment.url}
                alt={attachment.name}
                className="h-36 max-w-60 rounded-lg border bg-hover object-cover"
              />
            </a>
          ) : (
            <FileLink attachment={attachment} />
          )}
        </li>
      ))}
    </ul>
  );
}

function FileLink({ attachment }: { attachment: AttachmentView }) {
  return (
    <a
      href={attachment.url}
      download={attachment.name}
      className="flex max-w-64 items-center gap-2 rounded-lg border bg-surface px-3 py-2 text-sm hover:bg-hover"
    >
      <FileText className="size-4 shrink-0 text-ink-subtle" aria-hidden />
      <span className="truncate">{attachment.name}</span>
      <FileSize bytes={attachment.size} />
    </a>
  );
}

const UNITS: ["megabyte" | "kilobyte" | "byte", number][] = [
  ["megabyte", 1_000_000],
  ["kilobyte", 1_000],
  ["byte", 1],
];

/** A size in the unit that fits it. */
export function FileSize({ bytes }: { bytes: number }) {
  const format = useFormatter();
  const [unit, per] = UNITS.find(([, from]) => bytes >= from) ?? ["byte", 1];
  const value = bytes / per;
  const text = format.number(value, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 });
  return <span className="shrink-0 text-ink-subtle text-xs">{text}</span>;
}
