"use client";

import { later } from "@/components/ui/on-demand";
import "./globals.css";

// Every page carries this one: what it shows is fetched while the page is idle.
const LastPage = later(() => import("@/components/ui/last-page").then((module) => module.LastPage));

/** For when the layout itself failed. */
export default function GlobalError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang={globalThis.document?.documentElement.lang}>
      <body>
        <title>Orkestra</title>
        <LastPage {...props} />
      </body>
    </html>
  );
}
