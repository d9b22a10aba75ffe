"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { CreateKeyDialog } from "@/components/settings/create-key-dialog";
import { CreateTeamDialog } from "@/components/settings/create-team-dialog";
import { InviteDialog } from "@/components/settings/invite-dialog";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { problemOf } from "@/components/ui/problem";

const sampleWorkflow = "support-escalation";

/** A new workspace's first steps; every button does the real thing, and a step is ticked when it is true. */
export function Onboarding() {
  const me = useMe();
  const [open, setOpen] = useState<"team" | "invite" | "key" | null>(null);
  const teams = trpc.team.list.useQuery({});
  const members = trpc.member.list.useQuery({});
  const invites = trpc.invite.list.useQuery({});
  const keys = trpc.key.list.useQuery({});
  const { hasSample, addSample, ask } = useSample();
  const close = (next: boolean) => !next && setOpen(null);
  return (
    <div className="relative flex-1 overflow-y-auto px-4 py-8 sm:py-12">
      <section aria-labelledby="welcome" className="mx-auto max-w-xl">
        <h2 id="welcome" className="font-semibold text-xl">
          Welcome to {me?.tenant?.name}
        </h2>
        <p className="mt-1 text-ink-muted">
          This inbox fills when a bot asks for a person. Here is how to get the first question into it.
        </p>
        <ol className="mt-5 divide-y rounded-lg border bg-surface">
          <Step
            done={hasSample}
            title="Add the sample workflow"
            text="A bot's question becomes a task with a deadline, goes up when nobody answers, and the answer goes back."
            action={
              <Button
                size="sm"
                variant="primary"
                loading={addSample.isPending}
                onClick={() => addSample.mutate({})}
              >
                Add it
              </Button>
            }
          />
          <Step
            done={(teams.data?.data.length ?? 0) > 0}
            title="Create a team"
            text="Teams share a queue of tasks. You decide how tasks are handed out."
            action={
              <Button size="sm" onClick={() => setOpen("team")}>
                New team
              </Button>
            }
          />
          <Step
            done={(members.data?.data.length ?? 0) > 1 || (invites.data?.data.length ?? 0) > 0}
            title="Invite people"
            text="They get a link, choose a password, and share the work."
            action={
              <Button size="sm" onClick={() => setOpen("invite")}>
                Invite
              </Button>
            }
          />
          <Step
            done={(keys.data?.data.length ?? 0) > 0}
            title="Create an API key"
            text="Your bot starts runs with it. You get a curl command to try it with."
            action={
              <Button size="sm" onClick={() => setOpen("key")}>
                New key
              </Button>
            }
          />
        </ol>
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button
            variant={hasSample ? "primary" : "secondary"}
            disabledReason={hasSample ? null : "Add the sample workflow first."}
            loading={ask.isPending}
            onClick={() =>
              ask.mutate({
                workflow: sampleWorkflow,
                input: { question: "Can I still change the delivery address of my order?", confidence: 0.42 },
              })
            }
          >
            Ask a test question
          </Button>
          <Link href="/docs/api" className="text-accent-ink text-sm hover:underline">
            Read the API docs
          </Link>
        </div>
      </section>
      <CreateTeamDialog open={open === "team"} onOpenChange={close} />
      <InviteDialog open={open === "invite"} onOpenChange={close} />
      <CreateKeyDialog open={open === "key"} onOpenChange={close} />
    </div>
  );
}

function useSample() {
  const utils = trpc.useUtils();
  const workflows = trpc.workflow.list.useQuery({});
  const report = (error: unknown) => toast.error(problemOf(error).message);
  const addSample = trpc.tenant.addSample.useMutation({
    onSuccess: () => toast.success("The sample workflow and its teams are in place"),
    onError: report,
    onSettled: () => utils.invalidate(),
  });
  const ask = trpc.run.start.useMutation({ onError: report, onSettled: () => utils.invalidate() });
  const hasSample = workflows.data?.data.some(({ name }) => name === sampleWorkflow) ?? false;
  return { hasSample, addSample, ask };
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
          {done && <span className="sr-only"> (done)</span>}
        </h3>
        <p className="text-ink-subtle text-sm">{text}</p>
      </div>
      {!done && action}
    </li>
  );
}
