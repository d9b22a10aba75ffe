import {
  initTRPC,
  type TRPCBuiltRouter,
  TRPCError,
  type TRPCMutationProcedure,
  type TRPCQueryProcedure,
} from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { z } from "zod";
import { callerOfRequest } from "@/server/auth/request";
import { type Operations, operations } from "@/server/operations";
import type { AnyOperation } from "@/server/operations/operation";
import { perform } from "@/server/operations/perform";
import type { Actor, Visitor } from "@/server/platform/actor";
import { conflict, isAppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { type Locale, languageOf } from "@/server/platform/locale";
import { toldBy } from "@/server/platform/words/listener";
import { tellerIn } from "@/server/platform/words/words";
import { refuseNobody } from "./catalogue";
import { problemOf, problemResponse, RequestError, trpcCodeOf } from "./errors";
import { answerLogged, readBody, requestIdOf, requireJson } from "./http";
import { checkJson } from "./json";

/** What every procedure is called with. The caller is looked up once, and only when a procedure needs it. */
export interface TrpcContext {
  requestId: string;
  caller: () => Promise<Actor | Visitor>;
  /** What came with the request: it tells the language of a caller who chose none. */
  headers: () => Promise<Pick<Headers, "get">>;
  /** In what the caller is told everything, as soon as it is known. */
  language?: Locale;
  idempotencyKey?: string;
}

const MAX_BATCH = 30;

const t = initTRPC.context<TrpcContext>().create({
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const { code, detail, errors, details, requestId } = said(error, ctx?.requestId ?? newId());
    const { httpStatus, path } = shape.data;
    const tell = tellerIn(ctx?.language ?? "en");
    const told = errors?.map((field) => ({ ...field, message: tell(field.message) }));
    return {
      ...shape,
      message: tell(detail),
      data: { code, httpStatus, path, errors: told, details, requestId },
    };
  },
});

/** tRPC's own refusals (no such procedure, a broken batch) keep their words; everything else is told as elsewhere. */
function said(error: TRPCError, requestId: string) {
  const { cause } = error;
  if (isAppError(cause) || cause instanceof RequestError) return problemOf(cause, requestId);
  if (error.code === "INTERNAL_SERVER_ERROR") return problemOf(cause ?? error, requestId);
  return {
    code: error.code.toLowerCase(),
    detail: error.message,
    errors: undefined,
    details: undefined,
    requestId,
  };
}

function procedureOf(operation: AnyOperation) {
  const procedure = t.procedure.input((input: unknown) => input);
  const call = async ({ ctx, input }: { ctx: TrpcContext; input: unknown }) => {
    try {
      const headers = await ctx.headers();
      ctx.language ??= languageOf(undefined, headers);
      const caller = await ctx.caller();
      ctx.language = languageOf(caller.reader, headers);
      refuseNobody(operation, caller);
      checkJson(input);
      const output = await perform(operation, caller, input, {
        requestId: ctx.requestId,
        ...(ctx.idempotencyKey === undefined ? {} : { idempotencyKey: ctx.idempotencyKey }),
      });
      // Its shape knows which of its texts are sentences of ours.
      return ctx.language === "en"
        ? output
        : toldBy(tellerIn(ctx.language), () => operation.output.parse(output));
    } catch (error) {
      throw new TRPCError({ code: trpcCodeOf(error), cause: error });
    }
  };
  return operation.kind === "read" ? procedure.query(call) : procedure.mutation(call);
}

/** Without a field that must be given, a call may leave its input out. */
type Input<I extends z.ZodType> =
  Record<never, never> extends z.input<I> ? z.input<I> | undefined : z.input<I>;

type Procedure<O> = O extends {
  kind: infer K;
  input: infer I extends z.ZodType;
  output: infer R extends z.ZodType;
}
  ? K extends "read"
    ? TRPCQueryProcedure<{ meta: unknown; input: Input<I>; output: z.output<R> }>
    : TRPCMutationProcedure<{ meta: unknown; input: Input<I>; output: z.output<R> }>
  : never;

type Offered<Verbs, V extends keyof Verbs> = Verbs[V] extends { internal?: infer N }
  ? true extends N
    ? never
    : V
  : V;

type Procedures<L> = {
  [N in keyof L]: { [V in keyof L[N] as Offered<L[N], V>]: Procedure<L[N][V]> };
};

/** The operations as the browser's hooks see them: `trpc.task.complete.useMutation()`. */
export type AppRouter = TRPCBuiltRouter<typeof t._config.$types, Procedures<Operations>>;

function buildRouter(): AppRouter {
  const nouns: Record<string, Record<string, AnyOperation>> = operations;
  const record = Object.fromEntries(
    Object.entries(nouns).map(([noun, verbs]) => [
      noun,
      Object.fromEntries(
        Object.entries(verbs)
          .filter(([, operation]) => !operation.internal)
          .map(([verb, operation]) => [verb, procedureOf(operation)]),
      ),
    ]),
  );
  // Built in a loop, so the compiler can't see which procedure is where; `Procedures` says it from the same list.
  return t.router(record) as unknown as AppRouter;
}

export const appRouter = buildRouter();

/** Answers `/api/trpc/*`: queries by GET, mutations by POST with JSON, which other sites' pages can't send. */
export async function handleTrpc(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  const route = new URL(request.url).pathname;
  return answerLogged({ method: request.method, route, requestId }, async () => {
    try {
      const response = await answer(request, requestId);
      response.headers.set("X-Request-Id", requestId);
      response.headers.set("Cache-Control", "no-store");
      return response;
    } catch (error) {
      return problemResponse(error, requestId);
    }
  });
}

async function answer(request: Request, requestId: string): Promise<Response> {
  let body: string | undefined;
  if (request.method === "POST") {
    requireJson(request);
    body = await readBody(request);
  }
  const { url, method, headers } = request;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }),
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    // A definition that is to be checked is too long for an address.
    allowMethodOverride: true,
    createContext: ({ info }) => contextOf(request, requestId, info.calls.length),
  });
}

/** The workspace that the calling page shows. */
const SHOWN_WORKSPACE = "x-orkestra-workspace";

/**
 * A session is in one workspace, and a tab may still show the one before: what is done there must not be done here.
 * @throws Conflict (`workspace_switched`) when the page shows another workspace than its session is in.
 */
async function callerOfPage(request: Request): Promise<Actor | Visitor> {
  const caller = await callerOfRequest(request);
  const shown = request.headers.get(SHOWN_WORKSPACE);
  if (caller.type === "user" && caller.sessionId && shown !== null && shown !== caller.tenantId) {
    throw conflict(
      "workspace_switched",
      "You switched to another workspace, and this page shows the one before. Load it again.",
      { tenantId: caller.tenantId },
    );
  }
  return caller;
}

function contextOf(request: Request, requestId: string, calls: number): TrpcContext {
  let known: Promise<Actor | Visitor> | undefined;
  const idempotencyKey = request.headers.get("idempotency-key") ?? undefined;
  if (idempotencyKey !== undefined && calls > 1) {
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: "One Idempotency-Key can't stand for a batch of calls.",
    });
  }
  return {
    requestId,
    headers: async () => request.headers,
    caller: () => {
      const caller = known ?? callerOfPage(request);
      known = caller;
      return caller;
    },
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  };
}
