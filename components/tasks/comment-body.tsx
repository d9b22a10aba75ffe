import type { TaskComment } from "@/server/domain/tasks/schema";

/** What somebody said, with those it names made visible. */
export function CommentBody({ comment: { body, mentions } }: { comment: TaskComment }) {
  const names = mentions.map(({ name }) => `@${name}`);
  const pattern = new RegExp(`(${names.map(literal).join("|")})`);
  const pieces = names.length > 0 ? body.split(pattern) : [body];
  return (
    <p dir="auto" className="mt-0.5 whitespace-pre-wrap break-words">
      {pieces.map((piece, index) =>
        names.includes(piece) ? (
          <span key={index} className="rounded-sm bg-accent-soft px-0.5 font-medium text-accent-ink">
            {piece}
          </span>
        ) : (
          piece
        ),
      )}
    </p>
  );
}

/** A name as a pattern means it, whatever characters it has. */
function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
