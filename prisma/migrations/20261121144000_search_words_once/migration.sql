-- The words of a post for search, as before, at a quarter of the processor time (docs/decisions/0022): OFFSET 0
-- keeps the planner from working out the same names and vectors once for each place that uses them, and one
-- plan serves every call, where it used to be made anew each time for want of knowing how many ids there are.
CREATE OR REPLACE FUNCTION refresh_post_search(ids uuid[]) RETURNS void LANGUAGE sql
SET plan_cache_mode = force_generic_plan AS $$
  INSERT INTO post_search (post_id, published_at, head, whole)
  SELECT id, published_at, head,
    head || setweight(to_tsvector(config, coalesce(excerpt, '')), 'C')
      || setweight(to_tsvector(config, translate(left(text, 100000), '<>', '  ')), 'D')
  FROM (
    SELECT id, excerpt, text, published_at, config,
      setweight(to_tsvector(config, heading) || to_tsvector('duet_simple', heading), 'A')
        || setweight(to_tsvector(config, names) || to_tsvector('duet_simple', names), 'B') AS head
    FROM (
      SELECT p.id, p.excerpt, p.text, config, translate(p.title, '<>', '  ') AS heading,
        CASE WHEN p.status = 'published' THEN p.published_at END AS published_at,
        concat_ws(' ',
          (SELECT string_agg(concat_ws(' ', t.name, t.slug), ' ' ORDER BY pt.position)
            FROM post_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.post_id = p.id),
          (SELECT string_agg(concat_ws(' ', u.name, u.handle), ' ' ORDER BY pa.position)
            FROM post_authors pa JOIN users u ON u.id = pa.user_id WHERE pa.post_id = p.id)) AS names
      FROM posts p, post_search_config() AS config
      WHERE p.id = ANY (ids)
      OFFSET 0
    ) AS named
    OFFSET 0
  ) AS post
  ON CONFLICT (post_id) DO UPDATE
    SET published_at = excluded.published_at, head = excluded.head, whole = excluded.whole;

  INSERT INTO search_words (word)
  SELECT DISTINCT found.word
  FROM post_search, unnest(tsvector_to_array(head)) AS found (word)
  WHERE post_id = ANY (ids) AND published_at IS NOT NULL AND found.word ~ '^[[:alnum:]]{4,40}$' AND found.word !~ '^[0-9]'
    AND NOT EXISTS (SELECT FROM search_words known WHERE known.word = found.word)
  ORDER BY 1
  ON CONFLICT DO NOTHING;
$$;
