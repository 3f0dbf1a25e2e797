import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DomainEvent, happened, type PostFacts, tag } from "#domain/events";

type Status = PostFacts["status"];
const hiddenStates: Status[] = ["draft", "scheduled", "trashed"];

const post = (status: Status, more: Partial<PostFacts> = {}): PostFacts => ({
  id: "1",
  slug: "a",
  formerSlugs: [],
  title: "A",
  status,
  version: 1,
  publishedAt: new Date("2026-01-02T03:04:05.678Z"),
  tags: [{ slug: "news" }],
  authors: [{ handle: "ada" }],
  ...more,
});

const comment = { id: "9", parentId: null, status: "visible", version: 1 };

/** What every change of a public post touches, whichever it is. */
const always = ["posts", "tags", "authors", "archive"];
always.push("post:1", "post:slug:a", "tag:news", "author:ada");
/** And what it touches when a post comes, goes or moves among the others. */
const moved = [...always, "lineup"];

describe("what everybody could see before or can see now is purged", () => {
  test.each<[DomainEvent, string[]]>([
    [{ type: "post.created", after: post("published") }, moved],
    [{ type: "post.published", before: post("draft"), after: post("published") }, moved],
    [{ type: "post.unpublished", before: post("published"), after: post("draft") }, moved],
    [{ type: "post.trashed", before: post("published"), after: post("trashed") }, moved],
    [{ type: "post.restored", before: post("trashed"), after: post("published") }, moved],
    [{ type: "post.deleted", before: post("published") }, moved],
    [{ type: "post.updated", before: post("published"), after: post("published") }, always],
  ])("$type", (event, tags) => {
    expect(happened(event).tags.toSorted()).toEqual(tags.toSorted());
    expect(happened(event).visibility).toBe("public");
  });

  test("a new address: the old one, which leads on now, and the new one, which was missing", () => {
    const before = post("published");
    const after = post("published", { slug: "b", formerSlugs: ["a"] });
    const { tags } = happened({ type: "post.updated", before, after });
    expect(tags).toEqual(expect.arrayContaining(["post:slug:a", "post:slug:b"]));
  });

  test("a post that appears: the addresses it once had lead on again", () => {
    const moved = { slug: "c", formerSlugs: ["a", "b"] };
    for (const event of [
      {
        type: "post.published",
        before: post("draft", moved),
        after: post("published", moved),
      },
      {
        type: "post.restored",
        before: post("trashed", moved),
        after: post("published", moved),
      },
    ] as const) {
      const { tags } = happened(event);
      expect(tags).toEqual(expect.arrayContaining(["post:slug:a", "post:slug:b", "post:slug:c"]));
    }
  });

  test("other tags and authors: those it left and those it joined", () => {
    const before = post("published");
    const after = post("published", {
      tags: [{ slug: "olds" }],
      authors: [{ handle: "ada" }, { handle: "bob" }],
    });
    for (const [from, to] of [
      [before, after],
      [after, before],
    ] as const) {
      const { tags } = happened({ type: "post.updated", before: from, after: to });
      expect(tags).toEqual(
        expect.arrayContaining(["tag:news", "tag:olds", "author:ada", "author:bob"]),
      );
    }
  });

  test("another date or another tag moves a post among the others; a new title does not", () => {
    const before = post("published");
    const tagsAfter = (more: Partial<PostFacts>) =>
      happened({ type: "post.updated", before, after: post("published", more) }).tags;
    expect(tagsAfter({ publishedAt: new Date("2020-02-02T02:02:02Z") })).toContain("lineup");
    expect(tagsAfter({ tags: [{ slug: "olds" }] })).toContain("lineup");
    expect(tagsAfter({ title: "B", slug: "b", version: 2 })).not.toContain("lineup");
  });

  test("no tag is named twice", () => {
    const both = post("published", { formerSlugs: ["a"] });
    const { tags } = happened({ type: "post.updated", before: both, after: both });
    expect(new Set(tags).size).toBe(tags.length);
  });
});

describe("what nobody could see and nobody can see now", () => {
  const events = hiddenStates.flatMap((one): DomainEvent[] => [
    { type: "post.created", after: post(one) },
    { type: "post.deleted", before: post(one) },
    { type: "comment.created", post: post(one), comment },
    { type: "comment.updated", post: post(one), comment },
    { type: "comment.deleted", post: post(one), comment },
    { type: "reaction.changed", post: post(one), reaction: { kind: "like", counts: {} } },
    ...hiddenStates.flatMap((other): DomainEvent[] => [
      { type: "post.updated", before: post(one), after: post(other, { slug: "b" }) },
      { type: "post.trashed", before: post(one), after: post(other) },
      { type: "post.restored", before: post(one), after: post(other) },
    ]),
  ]);

  test("touches nothing that guests are shown, and is the owner's alone to know", () => {
    for (const event of events) {
      expect(happened(event)).toMatchObject({ tags: ["unpublished"], visibility: "owner" });
    }
  });
});

describe("comments", () => {
  test.each(["comment.created", "comment.updated", "comment.deleted"] as const)(
    "%s touches the thread, and every place that shows how many there are",
    (type) => {
      const { tags } = happened({ type, post: post("published"), comment });
      expect(tags.toSorted()).toEqual(
        ["comments:1", "posts", "post:1", "post:slug:a", "tag:news", "author:ada"].sort(),
      );
    },
  );

  test("carry their post along", () => {
    const event = happened({ type: "comment.created", post: post("published"), comment });
    expect(event).toMatchObject({
      subjectType: "comment",
      subjectId: "9",
      payload: { ...comment, postId: "1", postSlug: "a" },
    });
  });
});

test("a reaction touches every place that shows how many there are, and says not whose it is", () => {
  const reaction = { kind: "like", counts: { like: 2 } };
  const event = happened({ type: "reaction.changed", post: post("published"), reaction });
  expect(event).toEqual({
    type: "reaction.changed",
    subjectType: "post",
    subjectId: "1",
    visibility: "public",
    payload: { slug: "a", kind: "like", counts: { like: 2 } },
    tags: expect.arrayContaining(["posts", "post:1", "post:slug:a", "tag:news", "author:ada"]),
  });
});

describe("a person who changes", () => {
  const user = { id: "6", handle: "ada", email: "ada@example.org" };
  const tagsOf = (shown: Extract<DomainEvent, { type: "user.updated" }>["shown"]) =>
    happened({ type: "user.updated", user, shown });

  test("and whose name stands in lists everywhere is new everywhere", () => {
    const event = tagsOf("everywhere");
    expect(event).toMatchObject({
      tags: ["duet"],
      visibility: "public",
      payload: { handle: "ada" },
    });
  });

  test("in what his own page says alone purges that, and the list of authors", () => {
    const { tags } = tagsOf({ published: true, threads: [] });
    expect(tags.toSorted()).toEqual(["author:ada", "authors", "unpublished"]);
  });

  test("and only commented purges those threads, and is nobody's news", () => {
    const event = tagsOf({ published: false, threads: ["1", "2"] });
    expect(event.tags.toSorted()).toEqual(["comments:1", "comments:2", "unpublished"]);
    expect(event.visibility).toBe("owner");
  });
});

test("tokens and sessions are their owner's business, and no page's", () => {
  const token = { id: "5", name: "Mine", scopes: ["posts:read"], secretHash: "x" };
  const user = { id: "6", handle: "ada", email: "ada@example.org" };
  expect(happened({ type: "token.created", token })).toEqual({
    type: "token.created",
    subjectType: "token",
    subjectId: "5",
    visibility: "owner",
    payload: { id: "5", name: "Mine", scopes: ["posts:read"] },
    tags: [],
  });
  expect(happened({ type: "token.revoked", token })).toMatchObject({ tags: [] });
  expect(happened({ type: "sessions.ended", user })).toEqual({
    type: "sessions.ended",
    subjectType: "user",
    subjectId: "6",
    visibility: "owner",
    payload: { handle: "ada" },
    tags: [],
  });
});

test("the payload of a post says what it is now, and nothing of its text", () => {
  const after = { ...post("published", { slug: "b", version: 2 }), body: "Secret words." };
  const event = happened({ type: "post.updated", before: post("published"), after });
  expect(event).toMatchObject({ subjectType: "post", subjectId: "1" });
  expect(event.payload).toEqual({ slug: "b", title: "A", status: "published", version: 2 });
});

test("names of tags never run into each other", () => {
  const names = fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  fc.assert(
    fc.property(names, names, (one, other) => {
      const made = (name: string) => [
        tag.post(name),
        tag.slug(name),
        tag.tag(name),
        tag.author(name),
        tag.comments(name),
      ];
      const all = [tag.everything, tag.posts, tag.tags, tag.authors, ...made(one), ...made(other)];
      expect(new Set(all).size).toBe(one === other ? 9 : 14);
    }),
  );
});
