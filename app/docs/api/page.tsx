import type { Metadata } from "next";
import { headers } from "next/headers";
import { TextLink } from "@/components/public/text-link";
import { PROBLEM_KINDS } from "@/server/doors/errors";
import { CodeBlock } from "./code-block";
import { Reference } from "./reference";

export const metadata: Metadata = { title: "API" };

export default async function ApiDocsPage() {
  const origin = await ownOrigin();
  return (
    <>
      <h1 className="font-semibold text-2xl">API</h1>
      <p className="mt-2 max-w-2xl text-ink-muted">
        Conversations, workflows, runs, tasks, teams and members, over REST and JSON. The description is also
        there for programs, as{" "}
        <TextLink href="/api/v1/openapi.json" prefetch={false}>
          OpenAPI 3.1
        </TextLink>{" "}
        and, for workflow definitions, as{" "}
        <TextLink href="/api/v1/definition.schema.json" prefetch={false}>
          JSON Schema
        </TextLink>
        . AI assistants connect over MCP at <code className="font-mono text-sm">{origin}/api/mcp</code>.
      </p>
      <FirstCall origin={origin} />
      <Conventions />
      <Problems />
      <h2 id="reference" className="mt-10 mb-3 font-semibold text-xl">
        Reference
      </h2>
      <Reference url="/api/v1/openapi.json" />
    </>
  );
}

async function ownOrigin(): Promise<string> {
  const asked = await headers();
  const protocol = asked.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ? "https" : "http";
  return `${protocol}://${asked.get("host") ?? "localhost:3000"}`;
}

function FirstCall({ origin }: { origin: string }) {
  return (
    <section aria-labelledby="first-call" className="mt-8 max-w-3xl">
      <h2 id="first-call" className="font-semibold text-xl">
        Your first call
      </h2>
      <ol className="mt-3 flex list-decimal flex-col gap-4 pl-5 marker:text-ink-subtle">
        <li>
          Make a key under <TextLink href="/settings/keys">Settings → API keys</TextLink>. It is shown once.
          <CodeBlock label="command" code="export ORKESTRA_KEY=ork_live_…" />
        </li>
        <li>
          Start a run. It asks a person when your bot is not sure enough.
          <CodeBlock label="command" code={startRun(origin)} />
        </li>
        <li>
          Answer the task in your <TextLink href="/inbox">inbox</TextLink>, then ask what became of the run.
          To be told instead, start it with a <code className="font-mono text-sm">callbackUrl</code>.
          <CodeBlock
            label="command"
            code={`curl ${origin}/api/v1/runs/RUN_ID \\\n  -H "Authorization: Bearer $ORKESTRA_KEY"`}
          />
        </li>
      </ol>
    </section>
  );
}

function startRun(origin: string): string {
  return `curl ${origin}/api/v1/runs \\
  -H "Authorization: Bearer $ORKESTRA_KEY" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: my-first-run" \\
  -d '{
    "workflow": "support-escalation",
    "input": { "question": "Where is my parcel?", "confidence": 0.42 }
  }'`;
}

function Conventions() {
  return (
    <section aria-labelledby="conventions" className="mt-10 max-w-3xl">
      <h2 id="conventions" className="font-semibold text-xl">
        What every call has in common
      </h2>
      <dl className="mt-3 grid gap-x-6 gap-y-3 sm:grid-cols-[9rem_1fr]">
        <Term name="Lists">
          Answer {"{ data, nextCursor }"}. Pass nextCursor as <C>cursor</C> for the next page; it is null on
          the last.
        </Term>
        <Term name="Idempotency">
          Give every write an <C>Idempotency-Key</C> of its own. The same key and request again give the first
          answer, marked <C>Idempotent-Replayed: true</C>, and do nothing.
        </Term>
        <Term name="Request ids">
          Every answer carries <C>X-Request-Id</C>: yours when you send one, else a new one. Quote it when
          something went wrong.
        </Term>
        <Term name="Limits">
          <C>RateLimit-Remaining</C> says how many requests are left until <C>RateLimit-Reset</C> seconds have
          passed. A body has at most 1 MiB.
        </Term>
        <Term name="Times and ids">ISO 8601 in UTC, and UUIDs that sort by the time they were made.</Term>
      </dl>
    </section>
  );
}

function Problems() {
  return (
    <section aria-labelledby="errors" className="mt-10 max-w-3xl">
      <h2 id="errors" className="font-semibold text-xl">
        Errors
      </h2>
      <p className="mt-2 text-ink-muted">
        Come as <C>application/problem+json</C> (RFC 9457): <C>code</C> is stable and for programs,{" "}
        <C>detail</C> says what to do, <C>errors</C> names each wrong field.
      </p>
      <dl className="mt-3 grid gap-x-6 gap-y-3 sm:grid-cols-[9rem_1fr]">
        {PROBLEM_KINDS.map(({ anchor, status, title, meaning }) => (
          <Term key={anchor} id={`problem-${anchor}`} name={`${status} ${title}`}>
            {meaning}
          </Term>
        ))}
      </dl>
    </section>
  );
}

function Term({ id, name, children }: { id?: string; name: string; children: React.ReactNode }) {
  return (
    <>
      <dt id={id} className="scroll-mt-4 font-medium">
        {name}
      </dt>
      <dd className="text-ink-muted">{children}</dd>
    </>
  );
}

function C({ children }: { children: string }) {
  return <code className="font-mono text-ink text-sm">{children}</code>;
}
