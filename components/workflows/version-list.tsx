import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/time";
import type { WorkflowView } from "@/server/domain/workflows/schema";

/** Every version with who published it, newest first. */
export function VersionList({ workflow }: { workflow: WorkflowView }) {
  const t = useTranslations("workflows");
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-1.5 font-medium text-ink-muted text-xs">
        {t("versions")}
      </h2>
      <ol className="divide-y rounded-lg border">
        {workflow.versions.map(({ version, createdAt, createdBy }) => (
          <li key={version}>
            <Link
              href={`/workflows/${workflow.name}?version=${version}`}
              replace
              prefetch={false}
              aria-current={version === workflow.version ? "true" : undefined}
              className={cn(
                "focus-inset flex min-h-9 items-center gap-3 px-3 py-1.5 text-sm hover:bg-hover",
                version === workflow.version && "bg-accent-soft",
              )}
            >
              <span className="tabular w-7 font-medium">v{version}</span>
              <span className="min-w-0 flex-1 truncate text-ink-muted">{createdBy.name}</span>
              <RelativeTime at={createdAt} className="text-ink-subtle text-xs" />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
