import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Providers } from "@/components/providers";
import { TIME_ZONE_COOKIE } from "@/components/words/reader";
import { pageReader } from "@/server/doors/page";
import { isTimeZone } from "@/server/platform/locale";
import { LOST_SCRIPT } from "./lost-script";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: { default: "Orkestra", template: "%s · Orkestra" }, description: t("description") };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f8fa" },
    { media: "(prefers-color-scheme: dark)", color: "#0e0f11" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, reader, locale, { common }] = await Promise.all([
    cookies(),
    pageReader(),
    getLocale(),
    getMessages(),
  ]);
  const t = await getTranslations("common.pageError");
  const nonce = /'nonce-([^']+)'/.exec((await headers()).get("content-security-policy") ?? "")?.[1];
  const theme = jar.get("theme")?.value;
  const zone = decodeURIComponent(jar.get(TIME_ZONE_COOKIE)?.value ?? "");
  return (
    <html lang={locale} data-theme={theme === "light" || theme === "dark" ? theme : undefined}>
      <body>
        <script nonce={nonce} suppressHydrationWarning>
          {LOST_SCRIPT}
        </script>
        {/*
          A page is seen before it listens. What is pressed in between is kept by this script, and done as soon as the
          page can (`useListening` in components/providers). It also keeps a form's answers out of the address, where a
          browser would put them if nobody listened. Who pressed something longer than 10 seconds ago has given up on
          it; and the page listens part by part: React marks what is its own by then. The script is sent as it stands, to
          every page: it is short.
        */}
        <script src="/early.js" async />
        <p
          id="lost"
          role="alert"
          hidden
          className="fixed inset-x-0 top-0 z-50 border-b bg-warn-soft px-4 py-1 text-center text-warn-ink text-xs"
        >
          {t("incomplete")}
        </p>
        <Providers
          reader={{
            locale,
            words: { common },
            timeZone: reader.timeZone,
            lastTimeZone: isTimeZone(zone) ? zone : null,
          }}
          serverNow={Date.now()}
        >
          {children}
        </Providers>
      </body>
    </html>
  );
}
