import { createHash } from "node:crypto";
import { formatToken, hashOf } from "#domain/tokens/queries";
import { type Role, type Scope, scopes } from "#lib/actor";
import { db } from "#lib/db";

/** A fixed id: `id(1)` is 00000000-0000-7000-8000-000000000001. */
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

export const people = {
  reader: { id: id(1), role: "reader" },
  author: { id: id(2), role: "author" },
  other: { id: id(3), role: "author" },
  editor: { id: id(4), role: "editor" },
  admin: { id: id(5), role: "admin" },
  disabled: { id: id(6), role: "author" },
} as const satisfies Record<string, { id: string; role: Role }>;

export type Person = keyof typeof people;

export const posts = { draft: id(11), published: id(12), trashed: id(13) } as const;

/**
 * Comments on the published post: the reader's (with the author's reply), the author's, the other's
 * (which the admin reported), and one of the reader's that was hidden.
 */
export const comments = {
  readers: id(21),
  authors: id(22),
  others: id(23),
  hidden: id(24),
} as const;

/** The author's pictures: one that no post shows, and one that the published post does. */
export const uploads = { kept: id(25), shown: id(26) } as const;

/** A picture of one pixel. */
export const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export const missing = id(99);

/** Tokens, by what they may do; all but the last are the author's. */
const tokenKinds = {
  all: { owner: "author", scopes: [...scopes] },
  read: { owner: "author", scopes: ["posts:read"] },
  write: { owner: "author", scopes: ["posts:write"] },
  comment: { owner: "author", scopes: ["comments:write"] },
  others: {
    owner: "author",
    scopes: ["uploads:write", "webhooks:manage", "site:export", "site:import"],
  },
  expired: { owner: "author", scopes: [...scopes] },
  revoked: { owner: "author", scopes: [...scopes] },
  orphaned: { owner: "disabled", scopes: [...scopes] },
} as const satisfies Record<string, { owner: Person; scopes: Scope[] }>;

export type TokenKind = keyof typeof tokenKinds;
export const tokenNames = Object.keys(tokenKinds) as TokenKind[];
export const tokenId = (kind: TokenKind) => id(31 + tokenNames.indexOf(kind));

const secretOf = (name: string) => createHash("sha256").update(`fixture:${name}`).digest("hex");

/** The value of a person's session cookie. */
export const sessionCookie = (person: Person) => `authjs.session-token=${secretOf(person)}`;

/** A bearer token of the fixture. */
export const bearer = (kind: TokenKind) => `Bearer ${formatToken(tokenId(kind), secretOf(kind))}`;

const day = 24 * 60 * 60 * 1000;
const past = new Date("2026-01-01T00:00:00Z");

/** What puts the rows of the first filling back, in one statement. */
let filling: string | null = null;

/** Fills an empty database with these people, posts, comments and tokens. */
export async function fillFixture(): Promise<void> {
  if (filling === null) {
    await fillByHand();
    filling = await fillingAgain();
  } else {
    await db().$executeRawUnsafe(filling);
  }
}

interface Filled {
  name: string;
  /** The columns that nobody computes. */
  columns: string;
}

/**
 * The rows of every table as one statement: a twentieth of the time that fifteen of Prisma's take, some
 * thousand times a run. Triggers sleep: what they made is among the rows.
 */
async function fillingAgain(): Promise<string> {
  const tables = await db().$queryRaw<Filled[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name,
           string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS columns
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
      AND table_name <> '_prisma_migrations'
    GROUP BY table_schema, table_name`;
  const inserts: string[] = [];
  for (const { name, columns } of tables) {
    const [found] = await db().$queryRawUnsafe<{ rows: string | null }[]>(
      `SELECT quote_literal(json_agg(t)::text) AS rows FROM ${name} t`,
    );
    if (!found?.rows) continue;
    const rows = `json_populate_recordset(NULL::${name}, ${found.rows})`;
    inserts.push(
      `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM ${rows};`,
    );
  }
  return `DO $filling$ BEGIN
    PERFORM set_config('session_replication_role', 'replica', true);
    ${inserts.join("\n")}
    -- Used just now, so that a request does not write to it.
    UPDATE tokens SET last_used_at = now();
  END $filling$`;
}

async function fillByHand(): Promise<void> {
  await db().user.createMany({
    data: Object.entries(people).map(([handle, person]) => ({
      ...person,
      handle,
      name: `The ${handle}`,
      postCount: handle === "author" ? 1 : 0,
      disabledAt: handle === "disabled" ? past : null,
    })),
  });
  await db().session.createMany({
    data: Object.entries(people).map(([name, person]) => ({
      id: id(50 + Object.keys(people).indexOf(name)),
      userId: person.id,
      sessionToken: createHash("sha256").update(secretOf(name)).digest("hex"),
      expires: new Date(Date.now() + 30 * day),
    })),
  });
  await db().token.createMany({ data: tokenNames.map(tokenRow) });
  await addPosts();
  await addComments();
  await db().reaction.create({
    data: { postId: posts.published, userId: people.author.id, kind: "like" },
  });
  await addUploads();
}

async function addUploads(): Promise<void> {
  await db().upload.createMany({
    data: Object.entries(uploads).map(([name, uploadId]) => {
      const digest = hashOf(name);
      return {
        id: uploadId,
        ownerId: people.author.id,
        url: `/media/${digest}/picture.png`,
        digest,
        mediaType: "image/png",
        bytes: 100,
        storedBytes: 100,
        width: 1,
        height: 1,
        createdAt: past,
        updatedAt: past,
      };
    }),
  });
  await db().postUpload.create({ data: { postId: posts.published, uploadId: uploads.shown } });
}

function tokenRow(kind: TokenKind) {
  const { owner, scopes: held } = tokenKinds[kind];
  return {
    id: tokenId(kind),
    userId: people[owner].id,
    name: kind,
    secretHash: hashOf(secretOf(kind)),
    scopes: [...held],
    expiresAt: kind === "expired" ? past : new Date(Date.now() + day),
    revokedAt: kind === "revoked" ? past : null,
    // Used just now, so that a request does not write to it.
    lastUsedAt: new Date(),
  };
}

/** What the author of the published post has in hand. */
const workingCopy = {
  version: 1,
  draftVersion: 1,
  savedAt: past.toISOString(),
  body: "Words not for everybody yet.",
};

async function addPosts(): Promise<void> {
  const authorId = people.author.id;
  await db().post.createMany({
    data: Object.entries(posts).map(([name, postId]) => ({
      id: postId,
      slug: `a-${name}-post`,
      title: `A ${name} post`,
      body: `The *text* of a ${name} post.`,
      html: `<p>The <em>text</em> of a ${name} post.</p>`,
      text: `The text of a ${name} post.`,
      outline: [],
      autoExcerpt: `The text of a ${name} post.`,
      wordCount: 6,
      readingMinutes: 1,
      status: name as keyof typeof posts,
      trashedFrom: name === "trashed" ? ("published" as const) : null,
      trashedAt: name === "trashed" ? past : null,
      publishedAt: name === "draft" ? null : past,
      createdAt: past,
      updatedAt: past,
      commentCount: name === "published" ? 3 : 0,
      reactionCounts: name === "published" ? { like: 1 } : {},
      ...(name === "published" ? { workingCopy } : {}),
      authorId,
    })),
  });
  const postIds = Object.values(posts);
  await db().revision.createMany({
    data: Object.entries(posts).map(([name, postId]) => ({
      postId,
      number: 1,
      title: `A ${name} post, at first`,
      slug: `a-${name}-post`,
      body: "The first text.",
      editorId: authorId,
      createdAt: past,
    })),
  });
  await db().postAuthor.createMany({
    data: postIds.map((postId) => ({ postId, userId: authorId, position: 0 })),
  });
  await db().tag.create({
    data: { id: id(41), slug: "first-tag", name: "First tag", postCount: 1 },
  });
  await db().postTag.createMany({
    data: postIds.map((postId) => ({ postId, tagId: id(41), position: 0 })),
  });
}

async function addComments(): Promise<void> {
  const step = (each: string) => each.replaceAll("-", "");
  const { readers, authors, others, hidden } = comments;
  const rows = [
    { id: readers, authorId: people.reader.id, parentId: null, path: step(readers), replyCount: 1 },
    {
      id: authors,
      authorId: people.author.id,
      parentId: readers,
      path: step(readers) + step(authors),
      depth: 1,
    },
    {
      ...{ id: others, authorId: people.other.id, parentId: null, path: step(others) },
      ...{ reportCount: 1, reportedAt: past },
    },
    {
      ...{ id: hidden, authorId: people.reader.id, parentId: null, path: step(hidden) },
      status: "hidden" as const,
    },
  ];
  await db().comment.createMany({
    data: rows.map((row) => ({
      depth: 0,
      body: "Well said.",
      html: "<p>Well said.</p>",
      postId: posts.published,
      createdAt: past,
      updatedAt: past,
      ...row,
    })),
  });
  await db().commentReport.create({
    data: {
      id: id(27),
      commentId: others,
      userId: people.admin.id,
      reason: "spam",
      createdAt: past,
    },
  });
}
