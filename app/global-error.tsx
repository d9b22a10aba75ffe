"use client";

import { PageError } from "@/components/ui/page-error";
import "./globals.css";

export default function GlobalError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Orkestra</title>
        <PageError {...props} />
      </body>
    </html>
  );
}
