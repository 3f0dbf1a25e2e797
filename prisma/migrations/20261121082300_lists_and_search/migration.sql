-- Trusted since PostgreSQL 13: who may create something in the database may create these. lib/migrate.ts asks
-- before, so that somebody who may not is told so in words.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- AlterTable
ALTER TABLE "post_authors" ADD COLUMN     "published_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "post_tags" ADD COLUMN     "published_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "post_search" (
    "post_id" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "head" tsvector NOT NULL,
    "whole" tsvector NOT NULL,

    CONSTRAINT "post_search_pkey" PRIMARY KEY ("post_id")
);

-- CreateTable
CREATE TABLE "search_words" (
    "word" TEXT NOT NULL,

    CONSTRAINT "search_words_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "post_search_head_idx" ON "post_search" USING GIN ("head");

-- CreateIndex
CREATE INDEX "post_search_whole_idx" ON "post_search" USING GIN ("whole");

-- CreateIndex
CREATE INDEX "post_search_published_at_post_id_idx" ON "post_search"("published_at" DESC, "post_id" DESC);

-- CreateIndex
CREATE INDEX "search_words_word_idx" ON "search_words" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "post_authors_user_id_published_at_post_id_idx" ON "post_authors"("user_id", "published_at" DESC, "post_id" DESC);

-- CreateIndex
CREATE INDEX "post_tags_tag_id_published_at_post_id_idx" ON "post_tags"("tag_id", "published_at" DESC, "post_id" DESC);

-- AddForeignKey
ALTER TABLE "post_search" ADD CONSTRAINT "post_search_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot express: docs/decisions/0017-search.md.

-- Each of PostgreSQL's languages once more, blind to accents: duet_english, duet_simple, ….
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT cfgname FROM pg_ts_config WHERE cfgnamespace = 'pg_catalog'::regnamespace LOOP
    EXECUTE format('CREATE TEXT SEARCH CONFIGURATION %I (COPY = pg_catalog.%I)', 'duet_' || name, name);
    EXECUTE format('ALTER TEXT SEARCH CONFIGURATION %I ALTER MAPPING FOR hword, hword_part, word WITH unaccent, %I',
      'duet_' || name, CASE name WHEN 'simple' THEN 'simple' ELSE name || '_stem' END);
  END LOOP;
END $$;

-- How the words of this site are read: by the language in its settings.
CREATE FUNCTION post_search_config() RETURNS regconfig LANGUAGE sql STABLE AS $$
  SELECT ('duet_' || CASE split_part(lower(coalesce((SELECT language FROM site WHERE id = 1), 'en')), '-', 1)
    WHEN 'ar' THEN 'arabic' WHEN 'ca' THEN 'catalan' WHEN 'da' THEN 'danish' WHEN 'de' THEN 'german'
    WHEN 'el' THEN 'greek' WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish' WHEN 'eu' THEN 'basque'
    WHEN 'fi' THEN 'finnish' WHEN 'fr' THEN 'french' WHEN 'ga' THEN 'irish' WHEN 'hi' THEN 'hindi'
    WHEN 'hu' THEN 'hungarian' WHEN 'hy' THEN 'armenian' WHEN 'id' THEN 'indonesian' WHEN 'it' THEN 'italian'
    WHEN 'lt' THEN 'lithuanian' WHEN 'nb' THEN 'norwegian' WHEN 'ne' THEN 'nepali' WHEN 'nl' THEN 'dutch'
    WHEN 'nn' THEN 'norwegian' WHEN 'no' THEN 'norwegian' WHEN 'pt' THEN 'portuguese' WHEN 'ro' THEN 'romanian'
    WHEN 'ru' THEN 'russian' WHEN 'sr' THEN 'serbian' WHEN 'sv' THEN 'swedish' WHEN 'ta' THEN 'tamil'
    WHEN 'tr' THEN 'turkish' WHEN 'yi' THEN 'yiddish' ELSE 'simple' END)::regconfig
$$;

-- Writes what search knows of these posts; <Suspense> is a word there, and no markup. Of a text the first 100,000 characters: a tsvector holds 1 MB.
CREATE FUNCTION refresh_post_search(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO post_search (post_id, published_at, head, whole)
  SELECT id, published_at, head,
    head || setweight(to_tsvector(config, coalesce(excerpt, '')), 'C')
      || setweight(to_tsvector(config, translate(left(text, 100000), '<>', '  ')), 'D')
  FROM post_search_config() AS config, LATERAL (
    SELECT p.id, p.excerpt, p.text, CASE WHEN p.status = 'published' THEN p.published_at END AS published_at,
      setweight(to_tsvector(config, heading) || to_tsvector('duet_simple', heading), 'A')
        || setweight(to_tsvector(config, names) || to_tsvector('duet_simple', names), 'B') AS head
    FROM posts p, translate(p.title, '<>', '  ') AS heading, LATERAL (
      SELECT concat_ws(' ',
        (SELECT string_agg(concat_ws(' ', t.name, t.slug), ' ' ORDER BY pt.position)
          FROM post_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.post_id = p.id),
        (SELECT string_agg(concat_ws(' ', u.name, u.handle), ' ' ORDER BY pa.position)
          FROM post_authors pa JOIN users u ON u.id = pa.user_id WHERE pa.post_id = p.id)) AS names
    ) AS named
    WHERE p.id = ANY (ids)
  ) AS post
  ON CONFLICT (post_id) DO UPDATE
    SET published_at = excluded.published_at, head = excluded.head, whole = excluded.whole;

  -- In one order for everybody, so that two publications never wait for each other's words.
  INSERT INTO search_words (word)
  SELECT DISTINCT found.word
  FROM post_search, unnest(tsvector_to_array(head)) AS found (word)
  WHERE post_id = ANY (ids) AND published_at IS NOT NULL AND found.word ~ '^[[:alnum:]]{4,40}$' AND found.word !~ '^[0-9]'
    AND NOT EXISTS (SELECT FROM search_words known WHERE known.word = found.word)
  ORDER BY 1
  ON CONFLICT DO NOTHING;
$$;

-- What is there already.
UPDATE post_tags SET published_at = p.published_at FROM posts p WHERE p.id = post_id AND p.status = 'published';
UPDATE post_authors SET published_at = p.published_at FROM posts p WHERE p.id = post_id AND p.status = 'published';
SELECT refresh_post_search(ARRAY(SELECT id FROM posts));
