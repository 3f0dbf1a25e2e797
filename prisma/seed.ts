// Fills an empty database with the demo blog, through the same operations that people use.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { createComment } from "#domain/comments/operations";
import { reportComment } from "#domain/moderation/operations";
import { perform } from "#domain/operation";
import { createPost } from "#domain/posts/operations";
import { type Actor, permissionsOf, roles } from "#lib/actor";
import { closeDatabase, db } from "#lib/db";

const demo = join(import.meta.dirname, "demo");

const person = z.object({
  role: z.enum(roles),
  handle: z.string(),
  name: z.string(),
  email: z.string(),
  bio: z.string(),
  image: z.string(),
});

const frontMatter = z.object({
  title: z.string(),
  date: z.coerce.date(),
  author: z.string().optional(),
  authors: z.array(z.string()).optional(),
  tags: z.array(z.string()),
  description: z.string(),
  cover: z.string().optional(),
  aliases: z.array(z.string()).default([]),
  draft: z.boolean().default(false),
});

interface Remark {
  author: string;
  body: string;
  at: string;
  /** What somebody found wrong with it. */
  report?: { by: string; reason: string; words: string };
  replies?: Remark[];
}

try {
  const [users, posts] = await Promise.all([db().user.count(), db().post.count()]);
  if (users === 0 && posts === 0) await seed();
} finally {
  await closeDatabase();
}

async function seed(): Promise<void> {
  const actors = await addPeople();
  const files = readdirSync(join(demo, "posts")).filter((name) => name.endsWith(".md"));
  const posts = files.map((name) => {
    const text = readFileSync(join(demo, "posts", name), "utf8");
    const [, head = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
    return {
      slug: name.replace(/\.md$/, ""),
      body: body.trimStart(),
      ...frontMatter.parse(parse(head)),
    };
  });
  posts.sort((a, b) => a.date.getTime() - b.date.getTime());
  const ids = new Map<string, string>();
  for (const post of posts) ids.set(post.slug, await addPost(actors, post));
  await addComments(actors, ids);
}

async function addPeople(): Promise<Map<string, Actor>> {
  const people = z.array(person).parse(JSON.parse(readFileSync(join(demo, "people.json"), "utf8")));
  const actors = new Map<string, Actor>();
  for (const { role, handle, ...rest } of people) {
    const { id } = await db().user.create({
      data: {
        role,
        handle,
        ...rest,
        emailVerified: new Date(),
        accounts: { create: { provider: "demo", providerAccountId: `demo|${role}`, type: "oidc" } },
      },
    });
    actors.set(handle, { kind: "session", id, handle, role, may: permissionsOf(role) });
  }
  return actors;
}

type Source = z.output<typeof frontMatter> & { slug: string; body: string };

async function addPost(actors: Map<string, Actor>, source: Source): Promise<string> {
  const { slug, title, body, tags, date, draft, description, cover, aliases } = source;
  const [owner = "", ...coAuthors] = source.authors ?? [source.author ?? ""];
  const actor = actorOf(actors, owner);
  const { value } = await perform(createPost, {
    actor,
    input: {
      slug,
      title,
      body,
      tags,
      coAuthors,
      excerpt: description,
      ...(cover ? { cover: await addCover(actor, cover) } : {}),
      ...(draft ? {} : { status: "published", publishedAt: date }),
    },
  });
  await db().post.update({ where: { id: value.id }, data: { createdAt: date, updatedAt: date } });
  const redirects = aliases.map((path) => ({ path, postId: value.id }));
  await db().redirect.createMany({ data: redirects });
  return value.id;
}

async function addCover(actor: Actor, url: string): Promise<string> {
  const file = join(import.meta.dirname, "../public", url);
  if (!existsSync(file) || actor.kind === "guest") throw new Error(`No picture at ${file}.`);
  const bytes = readFileSync(file);
  const upload = await db().upload.create({
    data: {
      ownerId: actor.id,
      url,
      digest: createHash("sha256").update(bytes).digest("hex"),
      mediaType: "image/svg+xml",
      bytes: bytes.length,
      width: 1600,
      height: 840,
    },
  });
  return upload.id;
}

async function addComments(actors: Map<string, Actor>, posts: Map<string, string>): Promise<void> {
  const file = join(demo, "comments.json");
  const threads: (Remark & { post: string })[] = JSON.parse(readFileSync(file, "utf8"));
  // In the order of time, as they would have been written: a thread is read in that order.
  const queue: { remark: Remark; postId: string; parentId: string | null }[] = threads.map(
    ({ post, ...remark }) => ({ remark, postId: posts.get(post) ?? "", parentId: null }),
  );
  while (queue.length > 0) {
    queue.sort((a, b) => a.remark.at.localeCompare(b.remark.at));
    const { remark, postId, parentId } = queue.shift() as (typeof queue)[number];
    const { value } = await perform(createComment, {
      actor: actorOf(actors, remark.author),
      input: { id: postId, parentId, body: remark.body },
    });
    const at = new Date(remark.at);
    await db().comment.update({ where: { id: value.id }, data: { createdAt: at, updatedAt: at } });
    if (remark.report) {
      const { by, ...report } = remark.report;
      const one = { id: postId, commentId: value.id };
      await perform(reportComment, { actor: actorOf(actors, by), input: { ...one, ...report } });
    }
    for (const reply of remark.replies ?? [])
      queue.push({ remark: reply, postId, parentId: value.id });
  }
}

function actorOf(actors: Map<string, Actor>, handle: string): Actor {
  const actor = actors.get(handle);
  if (!actor) throw new Error(`Nobody in people.json is called “${handle}”.`);
  return actor;
}
