import type { ExtractTablesWithRelations } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { type PostgresJsDatabase, PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type postgres from "postgres";

/** A transaction: everything an operation or a job does to the database goes through one. */
export type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

/**
 * Statements with more values than this are parsed each time: their text differs with the number of rows, and a
 * connection keeps every text that it has prepared for as long as it lives.
 */
const MAX_PREPARED_VALUES = 120;

type NoSchema = Record<string, never>;
type NoTables = ExtractTablesWithRelations<NoSchema>;
type TransactionClient = postgres.Sql & postgres.TransactionSql;

const dialect = new PgDialect();

/**
 * Runs `work` in one transaction on a connection of its own. It does what the driver's `begin` and Drizzle do in fewer
 * round trips: `opening` (statements without values, whose last row `work` is given) travels with BEGIN, and every
 * statement is prepared once a connection, so that it needs one round trip and not two, and several that are not
 * awaited one by one share one. An opening that fails aborts the transaction.
 */
export async function transaction<T>(
  pool: postgres.Sql,
  opening: string,
  work: (tx: Tx, row: Record<string, unknown>) => Promise<T>,
): Promise<T> {
  const connection = await pool.reserve();
  const scope = openScope(connection);
  try {
    // Several statements at once answer with a list of rows each.
    const opened = (await connection.unsafe(`begin; ${opening}`)) as unknown as postgres.Row[][];
    const result = await work(scope.tx, opened.at(-1)?.[0] ?? {});
    scope.close();
    // A statement that failed has aborted the transaction even if its error was caught: COMMIT then means ROLLBACK.
    const { command } = await connection.unsafe("commit");
    if (command !== "COMMIT") throw scope.failure() ?? new Error("The transaction was rolled back.");
    return result;
  } catch (error) {
    scope.close();
    // Without a connection there is nothing to roll back.
    await connection.unsafe("rollback").catch(() => undefined);
    throw error;
  } finally {
    connection.release();
  }
}

/** A statement that came after its transaction: somebody forgot to await it. */
class TransactionEnded extends Error {
  readonly code = "TRANSACTION_ENDED";

  constructor() {
    super("This transaction has ended; a statement in it was not awaited.");
  }
}

interface Scope {
  tx: Tx;
  client: TransactionClient;
  /** From now on statements are refused: the connection may soon be in another transaction. */
  close(): void;
  /** The first statement's error, whoever caught it. */
  failure(): unknown;
}

/** What Drizzle needs of a driver's transaction, on a reserved connection. */
function openScope(connection: postgres.ReservedSql, depth = 0): Scope {
  let open = true;
  let failed: unknown;
  const unsafe = (text: string, values: never[] = []) => {
    if (!open) throw new TransactionEnded();
    const query = connection.unsafe(text, values, { prepare: values.length <= MAX_PREPARED_VALUES });
    query.catch((error) => {
      failed ??= error;
    });
    return query;
  };
  const savepoint = async <T>(work: (client: TransactionClient) => Promise<T>): Promise<T> => {
    const inner = openScope(connection, depth + 1);
    await unsafe(`savepoint s${depth}`);
    try {
      const result = await work(inner.client);
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
  return {
    tx,
    client,
    close: () => {
      open = false;
    },
    failure: () => failed,
  };
}
