"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { later } from "@/components/ui/on-demand";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";

const CreateKeyDialog = later(() =>
  import("@/components/settings/create-key-dialog").then((module) => module.CreateKeyDialog),
);
const CreateTeamDialog = later(() =>
  import("@/components/settings/create-team-dialog").then((module) => module.CreateTeamDialog),
);
const InviteDialog = later(() =>
  import("@/components/settings/invite-dialog").then((module) => module.InviteDialog),
);

const sampleWorkflow = "support-escalation";

type Opened = "team" | "invite" | "key" | null;

/** A new workspace's first steps; every button does the real thing, and a step is ticked when it is true. */
export function Onboarding() {
  const t = useTranslations("home.onboarding");
  const me = useMe();
  const [open, setOpen] = useState<Opened>(null);
  const close = (next: boolean) => !next && setOpen(null);
  return (
    <section aria-labelledby="welcome" className="mx-auto w-full max-w-xl">
      <h2 id="welcome" className="font-semibold text-xl">
        {t("title", { workspace: me?.tenant?.name ?? "" })}
      </h2>
      <p className="mt-1 text-ink-muted">{t("lead")}</p>
      <Steps onOpen={setOpen} />
      {open === "team" && <CreateTeamDialog open onOpenChange={close} />}
      {open === "invite" && <InviteDialog open onOpenChange={close} />}
      {open === "key" && <CreateKeyDialog open onOpenChange={close} />}
    </section>
  );
}

function Steps({ onOpen }: { onOpen: (what: Opened) => void }) {
  const t = useTranslations("home.onboarding");
  const utils = trpc.useUtils();
  const { data: state } = trpc.home.onboarding.useQuery({});
  const report = {
    onError: (error: unknown) => void toast.error(problemOf(error).message),
    onSettled: () => utils.invalidate(),
  };
  const addSample = trpc.tenant.addSample.useMutation({
    ...report,
    onSuccess: () => void toast.success(t("sample.added")),
  });
  const ask = trpc.run.start.useMutation(report);
  const dismiss = trpc.home.dismissOnboarding.useMutation(report);
  const steps = [
    {
      name: "sample",
      button: (
        <Button
          size="sm"
          variant="primary"
          loading={addSample.isPending}
          onClick={() => addSample.mutate({})}
        >
          {t("sample.do")}
        </Button>
      ),
    },
    { name: "team", button: <Opener name="team" onOpen={onOpen} /> },
    { name: "invite", button: <Opener name="invite" onOpen={onOpen} /> },
    { name: "key", button: <Opener name="key" onOpen={onOpen} /> },
  ] as const;
  return (
    <>
      <ol className="mt-5 divide-y rounded-lg border bg-surface">
        {steps.map(({ name, button }) => (
          <Step
            key={name}
            done={state?.[name] ?? false}
            title={t(`${name}.title`)}
            text={t(`${name}.text`)}
            action={button}
          />
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          variant={state?.sample ? "primary" : "secondary"}
          disabledReason={state?.sample ? null : t("run.needsSample")}
          loading={ask.isPending}
          onClick={() =>
            ask.mutate({
              workflow: sampleWorkflow,
              input: { question: t("run.question"), confidence: 0.42 },
            })
          }
        >
          {t("run.do")}
        </Button>
        <Link href="/docs/api" className="text-accent-ink text-sm hover:underline">
          {t("docs")}
        </Link>
        <Button
          variant="ghost"
          className="ml-auto"
          loading={dismiss.isPending}
          onClick={() => dismiss.mutate({})}
        >
          {t("dismiss")}
        </Button>
      </div>
    </>
  );
}

function Opener({ name, onOpen }: { name: "team" | "invite" | "key"; onOpen: (what: Opened) => void }) {
  const t = useTranslations("home.onboarding");
  return (
    <Button size="sm" onClick={() => onOpen(name)}>
      {t(`${name}.do`)}
    </Button>
  );
}

function Step({
  done,
  title,
  text,
  action,
}: {
  done: boolean;
  title: string;
  text: string;
  action: ReactNode;
}) {
  const t = useTranslations("home.onboarding");
  return (
    <li className="flex items-start gap-3 p-4">
      <span
        aria-hidden
        className={cn(
          "mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border",
          done ? "border-transparent bg-ok-soft text-ok-ink" : "border-line-strong",
        )}
      >
        {done && <Check className="size-3" strokeWidth={3} />}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className={cn("font-medium text-sm", done && "text-ink-muted")}>
          {title}
          {done && <span className="sr-only"> ({t("done")})</span>}
        </h3>
        <p className="text-ink-subtle text-sm">{text}</p>
      </div>
      {!done && action}
    </li>
  );
}
