import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  const t = useTranslations("common");
  return (
    <main>
      <EmptyState
        page
        kind="noMatch"
        title={t("notFound.title")}
        action={
          <Button asChild variant="primary">
            <Link href="/">{t("notFound.toStart")}</Link>
          </Button>
        }
      >
        {t("notFound.text")}
      </EmptyState>
    </main>
  );
}
