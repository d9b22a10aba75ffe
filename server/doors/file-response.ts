import type { GivenFile } from "@/server/operations/operation";

/**
 * A file as an answer. It was somebody's upload, so a browser must neither guess what it is nor run anything in it:
 * `nosniff`, a sandbox without scripts, and everything but harmless pictures is saved instead of shown.
 */
export function fileResponse({ name, mediaType, content, inline }: GivenFile, given: Headers): Response {
  const bytes = Buffer.from(content, "base64");
  const headers = new Headers(given);
  headers.set("Content-Type", mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType);
  headers.set("Content-Length", String(bytes.length));
  headers.set("Content-Disposition", `${inline ? "inline" : "attachment"}; ${filename(name)}`);
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  // What is behind an id never changes; who may see it may.
  headers.set("Cache-Control", "private, max-age=300");
  return new Response(bytes, { headers });
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
