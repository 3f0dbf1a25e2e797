import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type MarkdownPost, postMarkdown } from "#lib/post-markdown";
import { line } from "#lib/text";

const post: MarkdownPost = {
  title: "Two: doors",
  slug: "two-doors",
  url: "/posts/two-doors",
  status: "published",
  publishedAt: "2026-05-01T10:00:00.000Z",
  updatedAt: "2026-05-02T10:00:00.000Z",
  excerpt: "In & out.",
  author: { handle: "ines", name: "Inês" },
  coAuthors: [{ handle: "tomas", name: "Tomás" }],
  tags: [{ name: "Q & A" }],
  cover: { url: "/media/x/original.webp", alt: "Doors" },
  canonicalUrl: null,
  body: "# Words\n",
};

/** What a reader of front matter makes of a text: the facts, and the rest. */
function read(text: string) {
  const [, facts = "", body] = /^---\n(.*?\n)---\n\n(.*)$/s.exec(text) ?? [];
  return { facts: parse(facts), body };
}

test("the front matter says what is known, the rest is the source", () => {
  const { facts, body } = read(postMarkdown(post));
  expect(body).toBe("# Words\n");
  expect(facts).toEqual({
    title: "Two: doors",
    slug: "two-doors",
    url: "http://localhost:3000/posts/two-doors",
    date: "2026-05-01T10:00:00.000Z",
    updated: "2026-05-02T10:00:00.000Z",
    authors: ["Inês", "Tomás"],
    tags: ["Q & A"],
    description: "In & out.",
    cover: "http://localhost:3000/media/x/original.webp",
    coverAlt: "Doors",
  });
  const draft = { ...post, status: "draft", publishedAt: null, cover: null };
  expect(read(postMarkdown(draft)).facts).toMatchObject({ draft: true });
  expect(read(postMarkdown(draft)).facts).not.toHaveProperty("date");
});

test("any title and any text come back as they were", () => {
  const unit = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
  const text = fc.string({ unit, maxLength: 60 });
  const accepted = line({ min: 0, max: 200 });
  fc.assert(
    fc.property(text, text, (typed, body) => {
      const title = accepted.safeParse(typed).data ?? "";
      const back = read(postMarkdown({ ...post, title, excerpt: title, body }));
      expect(back.facts.title).toBe(title);
      expect(back.body).toBe(body);
    }),
  );
});
