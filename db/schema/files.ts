import { sql } from "drizzle-orm";
import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { actor, bytes, createdAt, id, tenantId } from "./columns";
import { messages } from "./conversations";
import { tenants } from "./tenants";

/** The bytes of files, where no other storage is set up; read by key through server/domain/files/storage. */
export const files = pgTable(
  "files",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    content: bytes("content").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.key] })],
);

/** What a file that belongs to a message is called and is. */
export const attachments = pgTable(
  "attachments",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** Null from the upload until the message that carries it is sent. */
    messageId: uuid("message_id"),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    size: integer("size").notNull(),
    /** Its place in the storage. */
    fileKey: text("file_key").notNull(),
    uploadedBy: actor("uploaded_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }).onDelete("cascade"),
    index("attachments_message").on(t.tenantId, t.messageId).where(sql`message_id is not null`),
    index("attachments_waiting").on(t.createdAt).where(sql`message_id is null`),
  ],
);
