import pg from "pg";

/**
 * Fills an empty database with so many published posts of 240 words, by 50 people and under 200 tags.
 * Words are as common as in a language: a few are everywhere, most are rare. 100,000 posts take a minute or two.
 */
export async function fillPosts(url: string, posts: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(WORDS);
    await client.query(rows(posts));
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}

const WORDS = `
  set session_replication_role = replica;
  create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as $$
    select ('00000000-0000-7' || lpad(kind::text, 3, '0') || '-8000-' || lpad(n::text, 12, '0'))::uuid $$;
  -- A number below the second for each seed, small ones more often, as words are in a language.
  create function pg_temp.often(seed bigint, most int) returns int language sql immutable as $$
    select floor(most * power(abs(hashint8(seed) % 1000003) / 1000003.0, 4))::int $$;
  create temp table vocabulary as
    select n, initcap(a) || b || c as word
    from (select row_number() over (order by md5(a || b || c)) - 1 as n, a, b, c
      from unnest('{ba,de,fi,go,ku,la,me,ni,po,ra,se,ti,vo,wa,ze,cha,dri,flo,gra,plu,sto,tre,bro,cli}'::text[]) a,
        unnest('{ck,mb,nd,rt,st,x,zz,l,n,rn,ss,v,g,ph}'::text[]) b,
        unnest('{a,el,ing,on,ura,y,ed,ist,ome,ure,ity,al,ax,ium,er,o}'::text[]) c) as word;
  create temp table paragraph as
    select p, string_agg(word, ' ' order by at) as words,
      setweight(to_tsvector('duet_english', string_agg(word, ' ' order by at)), 'D') as lexemes
    from generate_series(0, 1999) p, generate_series(0, 59) at,
      lateral (select word from vocabulary where n = pg_temp.often(p * 60 + at, (select count(*)::int from vocabulary))) as v
    group by p;
  create index on paragraph (p);
  analyze vocabulary; analyze paragraph;
  create index on vocabulary (n);`;

/** With the foreign keys asleep, and the large indexes made at the end. */
const rows = (posts: number) => `
  insert into users (id, handle, name, role, updated_at)
    select pg_temp.id(1, n), 'writer-' || n, 'Writer ' || n, 'author', now() from generate_series(1, 50) n;
  insert into tags (id, slug, name) select pg_temp.id(2, n), 'tag-' || n, 'Tag ' || n from generate_series(1, 200) n;
  insert into posts (id, slug, title, body, html, text, outline, auto_excerpt, word_count, reading_minutes,
      status, published_at, created_at, updated_at, author_id)
    select pg_temp.id(3, n), 'post-' || n, title, words, '<p>' || words || '</p>', words, '[]', left(words, 150), 240, 2,
      'published', timestamptz '2020-01-01' + n * interval '10 minutes', now(),
      timestamptz '2020-01-01' + ((n * 7919) % ${posts}) * interval '10 minutes', pg_temp.id(1, 1 + n % 50)
    from (select g as n, (select string_agg(word, ' ' order by at) as title from generate_series(1, 5) at join vocabulary v
        on v.n = pg_temp.often(g * 5 + at + 7000000000, 5376)) as title,
      (select string_agg(words, ' ') from generate_series(0, 3) k join paragraph on p = abs(hashint8(g * 4 + k) % 2000)) as words
     from generate_series(1, ${posts}) g) as made;
  insert into post_authors (post_id, user_id, position, published_at) select id, author_id, 0, published_at from posts;
  insert into post_tags (post_id, tag_id, position, published_at)
    select pg_temp.id(3, n), pg_temp.id(2, 1 + (n * at * 31) % 200), at, timestamptz '2020-01-01' + n * interval '10 minutes' from generate_series(1, ${posts}) n, generate_series(1, 2) at on conflict do nothing;
  drop index post_search_head_idx, post_search_whole_idx;
  insert into post_search (post_id, published_at, head, whole)
    select id, published_at, head, head || l[1] || l[2] || l[3] || l[4] from (
      select p.id, p.published_at,
        setweight(to_tsvector('duet_english', p.title) || to_tsvector('duet_simple', p.title), 'A')
        || setweight(to_tsvector('duet_simple', 'tag ' || u.name), 'B') as head,
        array(select lexemes from generate_series(0, 3) k join paragraph on p = abs(hashint8(right(p.id::text, 12)::bigint * 4 + k) % 2000)) as l
      from posts p join users u on u.id = author_id) as made;
  insert into search_words select distinct w from post_search, unnest(tsvector_to_array(head)) w where w ~ '^[a-z]{4,40}$' on conflict do nothing;
  create index post_search_head_idx on post_search using gin (head);
  create index post_search_whole_idx on post_search using gin (whole);
  update tags set post_count = (select count(*) from post_tags where tag_id = id);
  update users set post_count = (select count(*) from post_authors where user_id = id);`;
