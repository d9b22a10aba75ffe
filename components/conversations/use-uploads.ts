"use client";

import { onlineManager } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import {
  type AttachmentView,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
} from "@/server/domain/attachments/schema";

export interface Upload {
  key: number;
  name: string;
  size: number;
  /** From 0 to 1 while it is sent. */
  progress: number;
  /** What the server keeps of it, once it does. */
  kept?: AttachmentView;
  /** Why it does not. */
  error?: string;
}

interface Words {
  tooMany: string;
  tooLarge: string;
  failed: string;
}

/** Files on their way to a message: each is sent as soon as it is chosen, and can be taken back. */
export function useUploads(words: Words) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const running = useRef(new Map<number, { abort: () => void }>());
  const count = useRef(0);
  const change = useCallback((key: number, next: Partial<Upload>) => {
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...next } : upload)));
  }, []);
  const add = (files: Iterable<File>) => {
    let room = MAX_ATTACHMENTS - uploads.length;
    for (const file of files) {
      const key = ++count.current;
      const refused =
        room-- <= 0 ? words.tooMany : file.size > MAX_ATTACHMENT_BYTES ? words.tooLarge : undefined;
      setUploads((all) => [
        ...all,
        { key, name: file.name, size: file.size, progress: 0, ...(refused ? { error: refused } : {}) },
      ]);
      if (!refused) {
        const request = send(file, words.failed, (next) => change(key, next));
        running.current.set(key, request);
      }
    }
  };
  const remove = (key: number) => {
    running.current.get(key)?.abort();
    const kept = uploads.find((upload) => upload.key === key)?.kept;
    // What is left behind is removed after a day anyway.
    if (kept) void fetch(`/api/v1/attachments/${kept.id}`, { method: "DELETE" }).catch(() => undefined);
    setUploads((all) => all.filter((upload) => upload.key !== key));
  };
  return {
    uploads,
    add,
    remove,
    /** Takes those away that went with a message, and those that nothing came of. */
    clear: (sent: string[]) =>
      setUploads((all) => all.filter(({ kept, error }) => !error && !(kept && sent.includes(kept.id)))),
    busy: uploads.some(({ kept, error }) => !kept && !error),
    kept: uploads.flatMap(({ kept }) => (kept ? [kept] : [])),
  };
}

/** How often it is sent again when the server is there but does not answer it. */
const moreTries = 4;

/** By XMLHttpRequest, which alone tells how far an upload is. Without an answer it is sent again, once the server is back. */
function send(file: File, failed: string, change: (next: Partial<Upload>) => void): { abort: () => void } {
  let stop = () => {};
  const attempt = (tries: number) => {
    const request = new XMLHttpRequest();
    const again = () => {
      if (tries >= moreTries) return change({ error: failed });
      change({ progress: 0 });
      const timer = setTimeout(
        () => {
          if (onlineManager.isOnline()) attempt(tries + 1);
          else stop = whenReachable(() => attempt(tries + 1));
        },
        1000 * 2 ** tries,
      );
      stop = () => clearTimeout(timer);
    };
    stop = () => request.abort();
    request.open("POST", `/api/v1/attachments?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => change({ progress: loaded / Math.max(total, 1) });
    request.onload = () => {
      const answer = request.response;
      if (request.status === 201) change({ progress: 1, kept: answer });
      else if (request.status >= 502) again();
      else change({ error: answer?.detail ?? failed });
    };
    request.onerror = again;
    request.send(file);
  };
  attempt(0);
  return { abort: () => stop() };
}

/** Does it as soon as the server can be reached again. Gives the way not to. */
function whenReachable(act: () => void): () => void {
  const stop = onlineManager.subscribe((online) => {
    if (!online) return;
    stop();
    act();
  });
  return stop;
}
