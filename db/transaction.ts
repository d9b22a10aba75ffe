import type { ExtractTablesWithRelations } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { type PostgresJsDatabase, PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type postgres from "postgres";

/** A transaction: everything an operation or a job does to the database goes through one. */
export type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

type NoSchema = Record<string, never>;
type NoTables = ExtractTablesWithRelations<NoSchema>;
type TransactionClient = postgres.Sql & postgres.TransactionSql;

/** What Drizzle gives a driver. Nothing else may reach it: see `checked`. */
export type Value = string | number | boolean | null;

interface Scope {
  tx: Tx;
  client: TransactionClient;
  /** From now on statements are refused: the connection may soon be in another transaction. */
  close(): void;
  /** The first statement's error, whoever caught it. */
  failure(): unknown;
  last: (() => Promise<void>)[];
  /** Done before the next statement. */
  next: (() => void) | undefined;
}

/**
 * Statements with more values than this are parsed each time: their text differs with the number of rows, and a
 * connection keeps every text that it has prepared for as long as it lives.
 */
const MAX_PREPARED_VALUES = 120;

const dialect = new PgDialect();
const scopes = new WeakMap<Tx, Scope>();

/**
 * Runs `work` in one transaction on a connection of its own, in as few round trips as it can be: `opening`
 * (statements without values, whose last row `work` is given) travels with BEGIN, every statement is prepared once a
 * connection, and those that are not awaited one by one (see `post`) travel together, COMMIT with them. When one
 * fails, Postgres refuses all that follow it, and nothing is kept.
 */
export async function transaction<T>(
  pool: postgres.Sql,
  opening: string,
  work: (tx: Tx, row: Record<string, unknown>) => Promise<T>,
): Promise<T> {
  const connection = await pool.reserve();
  const scope = openScope(connection);
  try {
    const opened = await begin(connection, `begin; ${opening}`);
    const result = await work(scope.tx, opened);
    for (const act of scope.last) await act();
    sendWhatWaits(scope);
    scope.close();
    if (scope.failure()) throw scope.failure();
    // After a statement that failed, posted or caught, COMMIT means ROLLBACK.
    const { command } = await connection.unsafe("commit");
    if (command !== "COMMIT") throw scope.failure() ?? new Error("The transaction was rolled back.");
    return result;
  } catch (error) {
    scope.close();
    // Without a connection there is nothing to roll back.
    await connection.unsafe("rollback").catch(() => undefined);
    throw isAborted(error) ? (scope.failure() ?? error) : error;
  } finally {
    connection.release();
  }
}

/** The same for work that only reads, which Postgres then holds it to: nobody waits for its COMMIT. */
export async function readTransaction<T>(
  pool: postgres.Sql,
  opening: string,
  work: (tx: Tx, row: Record<string, unknown>) => Promise<T>,
): Promise<T> {
  const connection = await pool.reserve();
  const scope = openScope(connection);
  try {
    return await work(scope.tx, await begin(connection, `begin read only; ${opening}`));
  } finally {
    scope.close();
    // After a failure COMMIT means ROLLBACK, and a lost connection has neither.
    connection.unsafe("commit").then(connection.release, connection.release);
  }
}

/** Several statements at once answer with a list of rows each; the last row of all is given. */
async function begin(connection: postgres.ReservedSql, text: string): Promise<Record<string, unknown>> {
  const answers = (await connection.unsafe(text)) as unknown as postgres.Row[][];
  return answers.at(-1)?.[0] ?? {};
}

/**
 * Sends a write without waiting for its answer: a transaction's statements are done in the order in which they are
 * sent, so all that follows sees it. If it fails, all that follows fails too, and the transaction with its error.
 * Not for a statement whose result or failure is needed.
 */
export function post(write: PromiseLike<unknown>): void {
  // The transaction has taken note of a failure; here it must only not be a rejection that nobody handles.
  write.then(undefined, () => undefined);
}

/** Posts a statement that is text already. */
export function postText(tx: Tx, text: string, values: Value[]): void {
  post(scopeOf(tx).client.unsafe(text, values));
}

/** Has something done when the work is done, before the commit: to write at once what was gathered till then. */
export function beforeCommit(tx: Tx, act: () => Promise<void>): void {
  scopeOf(tx).last.push(act);
}

/** Has something sent before the next statement, or before the commit when there is none. */
export function beforeNext(tx: Tx, act: () => void): void {
  scopeOf(tx).next = act;
}

function sendWhatWaits(scope: Scope): void {
  const { next } = scope;
  scope.next = undefined;
  next?.();
}

interface Preparable<R> {
  prepare(name: string): { execute(values?: Record<string, unknown>): Promise<R> };
}

/**
 * A query whose text is made once: Drizzle makes it anew for each execution, which costs more than sending it.
 * `build` names its values with `sql.placeholder`.
 */
export function prepared<R>(
  build: (tx: Tx) => Preparable<R>,
): (tx: Tx, values: Record<string, unknown>) => Promise<R> {
  let made: ReturnType<Preparable<R>["prepare"]> | undefined;
  return (tx, values) => {
    made ??= build(tx).prepare("prepared");
    // All of it but the connection, which is the transaction's.
    const bound: typeof made = Object.assign(Object.create(made), { client: scopeOf(tx).client });
    return bound.execute(values);
  };
}

function scopeOf(tx: Tx): Scope {
  const scope = scopes.get(tx);
  if (!scope) throw new TransactionEnded();
  return scope;
}

/** A statement that came after its transaction: somebody forgot to await it. */
class TransactionEnded extends Error {
  readonly code = "TRANSACTION_ENDED";

  constructor() {
    super("This transaction has ended; a statement in it was not awaited.");
  }
}

/** "current transaction is aborted": an earlier statement's error is the one to tell. */
function isAborted(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) if ("code" in e && e.code === "25P02") return true;
  return false;
}

/** What Drizzle needs of a driver's transaction, on a reserved connection. */
function openScope(connection: postgres.ReservedSql, depth = 0): Scope {
  let open = true;
  let failed: unknown;
  const note = (error: unknown) => {
    failed ??= error;
  };
  const unsafe = (text: string, values: Value[] = []) => {
    if (!open) throw new TransactionEnded();
    sendWhatWaits(scope);
    if (!areEncodable(values)) {
      note(new Error(`A statement has ${values.length} values, or one that can't be encoded: ${text}`));
      throw failed;
    }
    const query = connection.unsafe(text, values, { prepare: values.length <= MAX_PREPARED_VALUES });
    query.catch(note);
    return query;
  };
  const savepoint = async <T>(work: (client: TransactionClient) => Promise<T>): Promise<T> => {
    const inner = openScope(connection, depth + 1);
    await unsafe(`savepoint s${depth}`);
    try {
      const result = await work(inner.client);
      sendWhatWaits(inner);
      if (inner.failure()) throw inner.failure();
      return result;
    } catch (error) {
      await unsafe(`rollback to s${depth}`);
      throw error;
    } finally {
      inner.close();
    }
  };
  // All of a client that Drizzle's session uses.
  const client = { unsafe, savepoint } as unknown as TransactionClient;
  const session = new PostgresJsSession<TransactionClient, NoSchema, NoTables>(client, dialect, undefined);
  const tx: Tx = new PostgresJsTransaction<NoSchema, NoTables>(dialect, session, undefined);
  const close = () => {
    open = false;
  };
  const scope: Scope = { tx, client, close, failure: () => failed, last: [], next: undefined };
  scopes.set(tx, scope);
  return scope;
}

/**
 * The driver would refuse other values by itself, and a posted statement be missing without Postgres knowing of it:
 * what is sent may fail only there.
 */
function areEncodable(values: unknown[]): boolean {
  return (
    values.length <= MAX_VALUES && values.every((value) => value === null || ENCODABLE.has(typeof value))
  );
}

const ENCODABLE = new Set(["string", "number", "boolean"]);
/** The protocol counts values in 16 bits. */
const MAX_VALUES = 65_533;
