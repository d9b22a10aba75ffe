import type { z } from "zod";
import { shareReads, type Tx } from "@/db/tenancy";
import type { Actor, Visitor } from "@/server/platform/actor";
import type { Permission } from "@/server/platform/permissions";

interface Circumstances {
  /** One transaction: what `run` does happens whole or not at all. */
  tx: Tx;
  /** The database's clock when the transaction began. */
  now: Date;
  requestId: string;
}

/** What a tenant's operation works with: `tx` sees the rows of the actor's tenant alone. */
export interface TenantContext extends Circumstances {
  actor: Actor;
}

/** What an operation on accounts works with: nobody's tenant yet, so `tx` sees all of them and must be careful. */
export interface VisitorContext extends Circumstances {
  visitor: Visitor;
}

type Kind = "read" | "write";
/** Kept in the type, so that the typed doors know what not to offer. */
type Internal = true | undefined;

/** A file as an answer. */
export interface GivenFile {
  name: string;
  mediaType: string;
  /** In base64. */
  content: string;
  /** Shown by a browser instead of saved: only what can't run. */
  inline: boolean;
}

interface Declaration<I extends z.ZodType, O extends z.ZodType, K extends Kind, N extends Internal> {
  /** `noun.verb`; its place in the operations list. */
  name: string;
  /** One line, in the imperative: the title in the API's docs and the tool's description. */
  summary: string;
  description?: string;
  /** A `write` is audited and takes an idempotency key; a `read` changes nothing. */
  kind: K;
  input: I;
  output: O;
  /** Offered over REST at `/api/v1` + path; `{name}` in the path is a field of the input. */
  rest?: {
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
    path: string;
    status?: (output: z.output<O>) => number;
    /** A body that is not JSON is a file: this field gets its bytes, in base64; other fields come by the query. */
    takesFile?: { field: string; maxBytes: number };
    /** The answer is a file and not JSON. */
    givesFile?: (output: z.output<O>) => GivenFile;
  };
  /** Offered to assistants as this tool. */
  mcp?: { tool: string; destructive?: boolean; idempotent?: boolean };
  /**
   * What is kept of the output for a repeated `Idempotency-Key`, where that is not all of it: a secret is shown once
   * and stored nowhere.
   */
  remembered?(output: z.output<O>): z.output<O>;
  /** It says where somebody is rather than that they did something: no entry in the audit log. */
  unaudited?: true;
  /** No door offers it: jobs perform it as the system or a workflow. */
  internal?: N;
}

export interface TenantOperation<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  K extends Kind = Kind,
  N extends Internal = Internal,
> extends Declaration<I, O, K, N> {
  access: "tenant";
  permission: Permission;
  run(context: TenantContext, input: z.output<I>): Promise<z.input<O>>;
  /** Calls of one tenant in one transaction, where they may share one. */
  runMany?(circumstances: Shared, calls: Call<z.output<I>>[]): Promise<z.input<O>[]>;
}

type Shared = Omit<Circumstances, "requestId">;

interface Call<I> {
  actor: Actor;
  requestId: string;
  input: I;
}

export interface VisitorOperation<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  K extends Kind = Kind,
  N extends Internal = Internal,
> extends Declaration<I, O, K, N> {
  /** `public`: anybody. `signedIn`: a user, whatever their seats. */
  access: "public" | "signedIn";
  /** Slow work that needs no transaction, such as hashing a password: changes the input before one is opened. */
  beforehand?(input: z.output<I>, visitor: Visitor): Promise<z.output<I>>;
  run(context: VisitorContext, input: z.output<I>): Promise<z.input<O>>;
}

export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> =
  | TenantOperation<I, O>
  | VisitorOperation<I, O>;

// biome-ignore lint/suspicious/noExplicitAny: a list of operations holds many inputs; each stays exact in its own file
export type AnyOperation = Operation<any, any>;

/** Declares one thing that an actor can do in their tenant, for every door. */
export function operation<
  I extends z.ZodType,
  O extends z.ZodType,
  K extends Kind,
  N extends Internal = undefined,
>(declared: Omit<TenantOperation<I, O, K, N>, "access">): TenantOperation<I, O, K, N> {
  return { ...declared, access: "tenant" };
}

interface Gathered<I, O, A, D> {
  /** Once before the calls: what they read or lock together. */
  ahead?(circumstances: Shared, calls: Call<I>[]): Promise<A>;
  /** Each call, one after another. */
  run(context: TenantContext, input: I, ahead: A | undefined): Promise<D>;
  /** The answers, once all is done. */
  show(circumstances: Shared, done: (Call<I> & { result: D })[]): Promise<O[]>;
}

/**
 * Declares an operation that is called often: calls of a tenant that come at the same time share a transaction and
 * its round trips. When one of them fails, each is done again by itself.
 */
export function gatheredOperation<
  I extends z.ZodType,
  O extends z.ZodType,
  K extends Kind,
  A,
  D,
  N extends Internal = undefined,
>(
  declared: Omit<TenantOperation<I, O, K, N>, "access" | "run" | "runMany"> &
    Gathered<z.output<I>, z.input<O>, A, D>,
): TenantOperation<I, O, K, N> {
  const { ahead, run, show, ...rest } = declared;
  const runMany = async ({ tx, now }: Shared, calls: Call<z.output<I>>[]) => {
    shareReads(tx);
    const known = await ahead?.({ tx, now }, calls);
    const done: (Call<z.output<I>> & { result: D })[] = [];
    for (const call of calls) {
      const { actor, requestId, input } = call;
      done.push({ ...call, result: await run({ actor, tx, now, requestId }, input, known) });
    }
    return show({ tx, now }, done);
  };
  return {
    ...(rest as Omit<TenantOperation<I, O, K, N>, "access" | "run">),
    access: "tenant",
    runMany,
    async run({ tx, now, ...call }, input) {
      const [output] = await runMany({ tx, now }, [{ ...call, input }]);
      return output as z.input<O>;
    },
  };
}

/** Declares one thing that a visitor can do with their own account, before or beside any tenant. */
export function visitorOperation<
  I extends z.ZodType,
  O extends z.ZodType,
  K extends Kind,
  N extends Internal = undefined,
>(declared: VisitorOperation<I, O, K, N>): VisitorOperation<I, O, K, N> {
  return declared;
}
