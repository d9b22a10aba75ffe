CREATE TABLE "conversation_reads" (
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"read_until" uuid NOT NULL,
	CONSTRAINT "conversation_reads_tenant_id_user_id_conversation_id_pk" PRIMARY KEY("tenant_id","user_id","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "message_deliveries" (
	"tenant_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"via" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"next_attempt_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	CONSTRAINT "message_deliveries_tenant_id_message_id_pk" PRIMARY KEY("tenant_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"tenant_id" uuid NOT NULL,
	"word" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "messages_words";--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ALTER COLUMN "run_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "handoff" text DEFAULT 'ai' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "handoff_by" json;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "handoff_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "callback_url" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "last_message_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "last_message_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "waiting_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "internal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "conversation_reads" ADD CONSTRAINT "conversation_reads_tenant_id_user_id_members_tenant_id_user_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."members"("tenant_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_reads" ADD CONSTRAINT "conversation_reads_tenant_id_conversation_id_conversations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."conversations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_deliveries" ADD CONSTRAINT "message_deliveries_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_words_word" ON "search_words" USING btree ("tenant_id","word");--> statement-breakpoint
CREATE INDEX "conversations_activity" ON "conversations" USING btree ("tenant_id","last_message_at","id");--> statement-breakpoint
CREATE INDEX "conversations_activity_status" ON "conversations" USING btree ("tenant_id","status","last_message_at","id");--> statement-breakpoint
CREATE INDEX "conversations_waiting" ON "conversations" USING btree ("tenant_id","waiting_since","id") WHERE waiting_since is not null and handoff = 'human' and status = 'active';
--> statement-breakpoint
SELECT protect_tenant_table('message_deliveries');
--> statement-breakpoint
SELECT protect_tenant_table('conversation_reads');
--> statement-breakpoint
SELECT protect_tenant_table('search_words', 'SELECT, INSERT');
--> statement-breakpoint
-- Full-text search. A word is kept as it is written and by its English and German stem; trigrams and the distance
-- between words find what is mistyped.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
--> statement-breakpoint
ALTER TABLE messages ADD COLUMN search tsvector GENERATED ALWAYS AS (
  message_words(content) || to_tsvector('english'::regconfig, left(content, 8000)) || to_tsvector('german'::regconfig, left(content, 8000))
) STORED;
--> statement-breakpoint
CREATE INDEX messages_search ON messages USING gin (tenant_id, search);
--> statement-breakpoint
ALTER TABLE conversations ADD COLUMN who text GENERATED ALWAYS AS (
  coalesce(participant ->> 'name', '') || ' ' || coalesce(participant ->> 'id', '') || ' ' || coalesce(participant ->> 'email', '')
  || ' ' || coalesce(participant ->> 'phone', '') || ' ' || coalesce(external_id, '') || ' ' || coalesce(subject, '')
) STORED;
--> statement-breakpoint
CREATE INDEX conversations_who ON conversations USING gin (tenant_id, who gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX search_words_like ON search_words USING gin (tenant_id, word gin_trgm_ops);
--> statement-breakpoint
-- Keeps the words that a tenant has not used before. Two transactions may keep the same one, which does no harm: a
-- unique index would make the one wait for the other.
CREATE FUNCTION keep_words(tenant uuid, content text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_words (tenant_id, word)
  SELECT DISTINCT tenant, said FROM unnest(words_of(left(content, 8000))) AS said
  WHERE length(said) BETWEEN 3 AND 40 AND said ~ '^[[:alpha:]]+$'
    AND NOT EXISTS (SELECT FROM search_words known WHERE known.tenant_id = tenant AND known.word = said)
$$;
--> statement-breakpoint
CREATE FUNCTION keep_message_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_words(NEW.tenant_id, NEW.content);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Notes are for the team: what is only in them must not be proposed to others.
CREATE TRIGGER keep_words AFTER INSERT ON messages FOR EACH ROW WHEN (NOT NEW.internal) EXECUTE FUNCTION keep_message_words();
--> statement-breakpoint
CREATE FUNCTION keep_participant_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_words(NEW.tenant_id, coalesce(NEW.participant ->> 'name', '') || ' ' || coalesce(NEW.subject, ''));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_words AFTER INSERT OR UPDATE OF participant, subject ON conversations FOR EACH ROW
EXECUTE FUNCTION keep_participant_words();
--> statement-breakpoint
-- What a word of a search stands for: its beginning as it is written, and its stems.
CREATE FUNCTION term_query(term text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(words_query(term), ''::tsquery)
  || plainto_tsquery('english'::regconfig, term) || plainto_tsquery('german'::regconfig, term);
--> statement-breakpoint
-- Loads the library, whose setting the next function changes.
SELECT show_limit();
--> statement-breakpoint
-- Words of a tenant's conversations that this one may have been meant to be, the nearest first.
CREATE FUNCTION near_words(tenant uuid, term text) RETURNS TABLE (word text)
LANGUAGE sql STABLE SET pg_trgm.similarity_threshold = 0.2 AS $$
  SELECT w.word FROM search_words w
  WHERE w.tenant_id = tenant AND w.word % term
    AND levenshtein_less_equal(w.word, term, 2) <= CASE WHEN length(term) > 4 THEN 2 ELSE 1 END
  GROUP BY w.word
  ORDER BY levenshtein(w.word, term), similarity(w.word, term) DESC, w.word LIMIT 5
$$;
--> statement-breakpoint
-- A tenant's conversations in which each term is found, in a message or in who takes part; a term is a list of words
-- of which one is enough. The best are first: by how well they match, and how lately something was said.
CREATE FUNCTION search_conversations(tenant uuid, terms json, notes boolean, wanted integer)
RETURNS TABLE (conversation_id uuid, message_id uuid, rank double precision) LANGUAGE sql STABLE AS $$
  WITH words AS (
    SELECT t.n, w.word FROM json_array_elements(terms) WITH ORDINALITY AS t (list, n), json_array_elements_text(t.list) AS w (word)
  ), hits AS (
    SELECT m.conversation_id, m.id AS message_id, w.n, ts_rank(m.search, term_query(w.word)) AS rank
    FROM words w JOIN messages m ON m.search @@ term_query(w.word)
    WHERE m.tenant_id = tenant AND (notes OR NOT m.internal)
    UNION ALL
    SELECT c.id, NULL, w.n, 0.5
    FROM words w
    JOIN conversations c ON c.who ILIKE '%' || regexp_replace(w.word, '([\\%_])', '\\\1', 'g') || '%'
    WHERE c.tenant_id = tenant
  ), by_term AS (
    SELECT h.conversation_id, h.n, max(h.rank) AS rank,
      (array_agg(h.message_id ORDER BY h.rank DESC, h.message_id DESC) FILTER (WHERE h.message_id IS NOT NULL))[1] AS message_id
    FROM hits h GROUP BY 1, 2
  ), found AS (
    SELECT b.conversation_id, sum(b.rank) AS rank,
      (array_agg(b.message_id ORDER BY b.rank DESC) FILTER (WHERE b.message_id IS NOT NULL))[1] AS message_id
    FROM by_term b GROUP BY 1 HAVING count(*) = json_array_length(terms)
  )
  SELECT f.conversation_id, f.message_id,
    f.rank * (1 + 1 / (1 + extract(epoch FROM now() - c.last_message_at) / 604800)) AS rank
  FROM found f JOIN conversations c ON c.tenant_id = tenant AND c.id = f.conversation_id
  ORDER BY 3 DESC, 1 DESC LIMIT wanted
$$;
--> statement-breakpoint
GRANT orkestra_system TO CURRENT_USER;
--> statement-breakpoint
-- What conversations remember of their last message, for those that are there already.
SET LOCAL ROLE orkestra_system;
--> statement-breakpoint
UPDATE conversations c SET last_message_id = m.id, last_message_at = m.created_at,
  waiting_since = CASE WHEN m.role = 'user' THEN m.created_at END
FROM (
  SELECT DISTINCT ON (tenant_id, conversation_id) tenant_id, conversation_id, id, role, created_at
  FROM messages WHERE role <> 'system' ORDER BY tenant_id, conversation_id, id DESC
) AS m
WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.id;
--> statement-breakpoint
SELECT count(keep_words(tenant_id, content)) FROM messages WHERE NOT internal;
--> statement-breakpoint
SELECT count(keep_words(tenant_id, who)) FROM conversations;
--> statement-breakpoint
RESET ROLE;
