import { and, eq, sql } from "drizzle-orm";
import { files } from "@/db/schema/files";
import type { Tx } from "@/db/tenancy";

/** A file may be this long, in bytes: as one row of a table it is read and written whole. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Where the bytes of files are. Keys are the caller's choice, unique in a tenant. */
interface FileStorage {
  /** Keeps the bytes under the key, in place of what was there. */
  put(tx: Tx, tenantId: string, key: string, content: Buffer): Promise<void>;
  /** The bytes, or undefined when nothing is kept under the key. */
  get(tx: Tx, tenantId: string, key: string): Promise<Buffer | undefined>;
  /** Forgets the bytes; a key that is not there is no error. */
  delete(tx: Tx, tenantId: string, key: string): Promise<void>;
}

/** Files as rows beside what speaks of them: they commit, roll back, and are backed up together. */
const inPostgres: FileStorage = {
  async put(tx, tenantId, key, content) {
    if (content.length > MAX_FILE_BYTES) {
      throw new Error(`a file has at most ${MAX_FILE_BYTES} bytes, not ${content.length}`);
    }
    await tx
      .insert(files)
      .values({ tenantId, key, content })
      .onConflictDoUpdate({ target: [files.tenantId, files.key], set: { content, createdAt: sql`now()` } });
  },
  async get(tx, tenantId, key) {
    const [row] = await tx.select({ content: files.content }).from(files).where(at(tenantId, key));
    return row?.content;
  },
  async delete(tx, tenantId, key) {
    await tx.delete(files).where(at(tenantId, key));
  },
};

const at = (tenantId: string, key: string) => and(eq(files.tenantId, tenantId), eq(files.key, key));

/** The storage of this deployment. */
export const fileStorage: FileStorage = inPostgres;
