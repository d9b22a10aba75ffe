/** What went wrong, as the doors say it: a stable code, a sentence, and the fields that are wrong. */
export type Problem = {
  code: string;
  /** The HTTP status that says the same; 0 when the server gave no answer. */
  status: number;
  message: string;
  errors: { path: string; message: string }[];
  /** What helps to act on it, such as who holds the claim. */
  details?: Record<string, unknown> | undefined;
};

let sentences: Readonly<Record<string, string>> = {};

/** Sets what problems are called in the reader's language, by their code. Others are told in the server's words. */
export function setProblemSentences(byCode: Readonly<Record<string, string>>) {
  sentences = byCode;
}

/** Reads a problem out of whatever was thrown: an operation's refusal, a lost network, an error of our own. */
export function problemOf(cause: unknown): Problem {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const data = record(record(cause)?.data);
  if (data) {
    return {
      code: String(data.code),
      status: Number(data.httpStatus ?? 500),
      message: sentences[String(data.code)] ?? error.message,
      errors: Array.isArray(data.errors) ? data.errors.flatMap(fieldError) : [],
      ...(record(data.details) ? { details: record(data.details) ?? undefined } : {}),
    };
  }
  // Without data it never came to an operation: no network, or something in between answered.
  if (error.name === "TRPCClientError" || error instanceof TypeError) {
    return { code: "offline", status: 0, message: sentences.offline ?? "offline", errors: [] };
  }
  return { code: "unknown", status: 500, message: error.message, errors: [] };
}

/** Whether it is not known what came of it, or it came at a bad moment: asking again may help. */
export function hadNoAnswer(cause: unknown): boolean {
  const { status, code } = problemOf(cause);
  return status === 0 || status === 503 || code === "request_in_flight";
}

function fieldError(value: unknown): { path: string; message: string }[] {
  const entry = record(value);
  if (!entry || typeof entry.message !== "string") return [];
  return [{ path: String(entry.path), message: asSentence(entry.message) }];
}

/** Rules speak in ends of sentences ("must be a number"): a field shows whole ones. */
export function asSentence(words: string): string {
  const predicate = /^(is|must|does|can't|has|belongs|needs|may) /.test(words);
  const start = predicate ? `This ${words}` : words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}
