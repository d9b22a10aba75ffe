"use client";

import { useConnection } from "./live-provider";

/** One quiet line while the page cannot hear about changes; it goes away by itself. */
export function ConnectionLine() {
  const connection = useConnection();
  return (
    <div role="status">
      {connection === "reconnecting" && (
        <p className="border-b bg-warn-soft px-4 py-1 text-center text-warn-ink text-xs">
          Reconnecting… What you see may be out of date; what you type is kept.
        </p>
      )}
    </div>
  );
}
