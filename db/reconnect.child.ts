// A process that does nothing but transactions; db/reconnect.test.ts takes its database away and looks on.
// It imports the driver alone, so that plain node runs it.
import postgres from "postgres";

const loops = 10;
const sql = postgres(process.argv[2] ?? "", { max: 4, backoff: () => 0.05, onnotice: () => {} });

/** For each loop, how many transactions were committed and how many failed. */
const committed = new Array<number>(loops).fill(0);
const failed = new Array<number>(loops).fill(0);
const codes: Record<string, number> = {};

async function transact(loop: number) {
  await sql.begin(async (tx) => {
    await tx`insert into marks (loop) values (${loop})`;
    await tx`select pg_sleep(${Math.random() / 50})`;
    // Connections are also lost while a transaction waits for something else than Postgres.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    await Promise.all([tx`select 1`, tx`select ${"x".repeat(2000)}::text`]);
    if (Math.random() < 0.1) throw new Error("changed my mind");
  });
}

/** The same on a connection of one's own, as all of ours are. */
async function transactReserved(loop: number) {
  const connection = await sql.reserve();
  try {
    await connection.unsafe("begin");
    await connection`insert into marks (loop) values (${loop})`;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    await Promise.all([connection`select 1`, connection`select pg_sleep(${Math.random() / 50})`]);
    await connection.unsafe("commit");
  } catch (error) {
    await connection.unsafe("rollback").catch(() => {});
    throw error;
  } finally {
    connection.release();
  }
}

async function run(loop: number) {
  for (;;) {
    try {
      await (loop % 2 ? transactReserved(loop) : transact(loop));
      committed[loop] = (committed[loop] ?? 0) + 1;
    } catch (error) {
      failed[loop] = (failed[loop] ?? 0) + 1;
      const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
      codes[code] = (codes[code] ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

process.on("message", () => process.send?.({ committed, failed, codes }));
for (let loop = 0; loop < loops; loop++) void run(loop);
