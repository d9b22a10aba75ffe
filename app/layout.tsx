import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Providers } from "@/components/providers";
import { TIME_ZONE_COOKIE } from "@/components/words/reader";
import { pageReader } from "@/server/doors/page";
import { isTimeZone } from "@/server/platform/locale";
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
  const theme = jar.get("theme")?.value;
  const zone = decodeURIComponent(jar.get(TIME_ZONE_COOKIE)?.value ?? "");
  return (
    <html lang={locale} data-theme={theme === "light" || theme === "dark" ? theme : undefined}>
      <body>
        {/*
          A page is seen before it listens. What is pressed in between is kept by this script, and done as soon as the
          page can (`useListening` in components/providers). It also keeps a form's answers out of the address, where a
          browser would put them if nobody listened. Who pressed
          something longer than 10 seconds ago has given up on it; and the page listens part by part: React marks what is
          its own by then. The script is sent as it stands, to every page: it is short.
        */}
        <script src="/early.js" async />
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
