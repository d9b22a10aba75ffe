import Link from "next/link";
import { Button } from "@/components/ui/button";

const parts = [
  {
    title: "A durable workflow asks",
    text: "Your bot starts a run over REST or MCP. It survives crashes and deploys, and waits for people as long as it has to.",
  },
  {
    title: "A person answers",
    text: "The task lands in the right team's inbox with the conversation beside it, a form, and a deadline that escalates when nobody comes.",
  },
  {
    title: "The answer flows back",
    text: "Into the workflow, into the customer's conversation, and to whoever waits for it: exactly once, with who, when and where.",
  },
];

/** What it is, in one screen. */
export function Landing() {
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-14 sm:px-6 sm:py-24">
      <h1 className="max-w-2xl text-balance font-semibold text-3xl tracking-tight">
        AI answers most questions. The rest need a person.
      </h1>
      <p className="mt-4 max-w-xl text-ink-muted text-lg">
        Orkestra is the layer between the two: durable workflows, human tasks with deadlines, and one shared
        inbox for the people who answer.
      </p>
      <div className="mt-7 flex flex-wrap gap-3">
        <Button asChild variant="primary" size="lg">
          <Link href="/signup">Create a workspace</Link>
        </Button>
        <Button asChild size="lg">
          <Link href="/signin">Sign in</Link>
        </Button>
      </div>
      <ol className="mt-16 grid gap-8 border-t pt-8 sm:grid-cols-3">
        {parts.map(({ title, text }, index) => (
          <li key={title}>
            <span className="tabular text-ink-subtle text-sm">{index + 1}</span>
            <h2 className="mt-1 font-medium">{title}</h2>
            <p className="mt-1 text-ink-muted text-sm">{text}</p>
          </li>
        ))}
      </ol>
      <p className="mt-12 text-ink-muted text-sm">
        For programs:{" "}
        <Link href="/docs/api" className="text-accent-ink underline underline-offset-4">
          the REST API
        </Link>
        , and MCP at <code className="font-mono text-xs">/api/mcp</code>.
      </p>
    </div>
  );
}
