-- The query of each word is made once, not for each row that it is compared with; compiling such a statement takes
-- longer than running it.
CREATE OR REPLACE FUNCTION search_conversations(tenant uuid, terms json, notes boolean, wanted integer)
RETURNS TABLE (conversation_id uuid, message_id uuid, rank double precision) LANGUAGE sql STABLE SET jit = off AS $$
  WITH words AS MATERIALIZED (
    SELECT t.n, term_query(w.word) AS query,
      '%' || regexp_replace(w.word, '([\\%_])', '\\\1', 'g') || '%' AS pattern
    FROM json_array_elements(terms) WITH ORDINALITY AS t (list, n), json_array_elements_text(t.list) AS w (word)
  ), hits AS (
    SELECT m.conversation_id, m.id AS message_id, w.n, ts_rank(m.search, w.query) AS rank, m.created_at AS at
    FROM words w JOIN messages m ON m.search @@ w.query
    WHERE m.tenant_id = tenant AND (notes OR NOT m.internal)
    UNION ALL
    SELECT c.id, NULL, w.n, 0.5, c.last_message_at
    FROM words w JOIN conversations c ON c.who ILIKE w.pattern
    WHERE c.tenant_id = tenant
  ), by_term AS (
    SELECT h.conversation_id, h.n, max(h.rank) AS rank, max(h.at) AS at,
      (array_agg(h.message_id ORDER BY h.rank DESC, h.message_id DESC) FILTER (WHERE h.message_id IS NOT NULL))[1] AS message_id
    FROM hits h GROUP BY 1, 2
  ), found AS (
    SELECT b.conversation_id, sum(b.rank) AS rank, max(b.at) AS at,
      (array_agg(b.message_id ORDER BY b.rank DESC) FILTER (WHERE b.message_id IS NOT NULL))[1] AS message_id
    FROM by_term b GROUP BY 1 HAVING count(*) = json_array_length(terms)
  )
  SELECT f.conversation_id, f.message_id,
    f.rank * (1 + 1 / (1 + extract(epoch FROM now() - f.at) / 604800)) AS rank
  FROM found f ORDER BY 3 DESC, 1 DESC LIMIT wanted
$$;
--> statement-breakpoint
-- Whether a word is found anywhere at all.
CREATE FUNCTION is_found(tenant uuid, term text, notes boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM messages m WHERE m.tenant_id = tenant AND m.search @@ term_query(term) AND (notes OR NOT m.internal)
  ) OR EXISTS (
    SELECT FROM conversations c
    WHERE c.tenant_id = tenant AND c.who ILIKE '%' || regexp_replace(term, '([\\%_])', '\\\1', 'g') || '%'
  )
$$;
