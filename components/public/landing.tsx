import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

const parts = ["asks", "answers", "flows"] as const;

/** What it is, in one screen. */
export function Landing() {
  const t = useTranslations("public");
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-14 sm:px-6 sm:py-24">
      <h1 className="max-w-2xl text-balance font-semibold text-3xl tracking-tight">{t("landing.title")}</h1>
      <p className="mt-4 max-w-xl text-ink-muted text-lg">{t("landing.lead")}</p>
      <div className="mt-7 flex flex-wrap gap-3">
        <Button asChild variant="primary" size="lg">
          <Link href="/signup">{t("signUp.title")}</Link>
        </Button>
        <Button asChild size="lg">
          <Link href="/signin">{t("signIn.title")}</Link>
        </Button>
      </div>
      <ol className="mt-16 grid gap-8 border-t pt-8 sm:grid-cols-3">
        {parts.map((part, index) => (
          <li key={part}>
            <span className="tabular text-ink-subtle text-sm">{index + 1}</span>
            <h2 className="mt-1 font-medium">{t(`landing.${part}.title`)}</h2>
            <p className="mt-1 text-ink-muted text-sm">{t(`landing.${part}.text`)}</p>
          </li>
        ))}
      </ol>
      <p className="mt-12 text-ink-muted text-sm">
        {t.rich("landing.programs", {
          api: (words) => (
            <Link href="/docs/api" className="text-accent-ink underline underline-offset-4">
              {words}
            </Link>
          ),
          mcp: () => <code className="font-mono text-xs">/api/mcp</code>,
        })}
      </p>
    </div>
  );
}
