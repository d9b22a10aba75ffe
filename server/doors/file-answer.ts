import type { GivenFile } from "@/server/operations/operation";
import type { Answer } from "./http";

/**
 * A file as an answer. It was somebody's upload, so a browser must neither guess what it is nor run anything in it:
 * `nosniff`, a sandbox without scripts, and everything but harmless pictures is saved instead of shown.
 */
export function fileAnswer(
  { name, mediaType, content, inline }: GivenFile,
  given: Record<string, string>,
): Answer {
  const body = Buffer.from(content, "base64");
  const headers: Record<string, string> = { ...given };
  headers["Content-Type"] = mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType;
  headers["Content-Length"] = String(body.length);
  headers["Content-Disposition"] = `${inline ? "inline" : "attachment"}; ${filename(name)}`;
  headers["X-Content-Type-Options"] = "nosniff";
  headers["Content-Security-Policy"] = "default-src 'none'; sandbox";
  headers["Cross-Origin-Resource-Policy"] = "same-origin";
  // What is behind an id never changes; who may see it may.
  headers["Cache-Control"] = "private, max-age=300";
  return { status: 200, headers, body };
}

/** RFC 6266: a plain name for old readers, and the real one in UTF-8. */
function filename(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
