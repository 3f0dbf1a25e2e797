import type { Client } from "../client.ts";
import { expect, slugOf, test, unique } from "../fixtures.ts";

/** Asks until the answer is a kept one, as far as that can be seen: twice. */
async function warm(guest: Client, paths: readonly string[]): Promise<void> {
  for (const path of [...paths, ...paths]) await guest.get(path);
}

test("what machines read changes with the very next request", async ({ api }) => {
  const guest = api("guest");
  const author = api("author");
  const title = unique("Fresh for machines");
  const tag = unique("Fresh faces");
  const made = await author.post("/api/posts", { title, body: "The first text.", tags: [tag] });
  const { id, slug } = made.json;
  const of = (base: string) => [`${base}/feed.xml`, `${base}/atom.xml`, `${base}/feed.json`];
  const lists = [...of(""), ...of("/authors/ines"), "/llms.txt"];
  const tagged = of(`/tags/${slugOf(tag)}`);
  const source = `/posts/${slug}.md`;
  const everything = [...lists, ...tagged, source, "/sitemap.xml"];
  const shows = async (path: string, words: string) => (await guest.get(path)).text.includes(words);
  const status = async (path: string) => (await guest.get(path)).status;

  await warm(guest, everything);
  for (const path of [...lists, "/sitemap.xml"]) expect(await shows(path, slug), path).toBe(false);
  for (const path of [...tagged, source]) expect(await status(path), path).toBe(404);

  await author.post(`/api/posts/${id}/publish`);
  for (const path of [...lists, ...tagged, source]) {
    expect(await shows(path, title), path).toBe(true);
  }
  expect(await shows("/sitemap.xml", `/posts/${slug}<`)).toBe(true);
  expect(await shows("/sitemap.xml", `/tags/${slugOf(tag)}<`)).toBe(true);

  await warm(guest, everything);
  const changed = unique("Changed for machines");
  await author.patch(`/api/posts/${id}`, { title: changed, body: "The second text." });
  for (const path of [...lists, ...tagged, source]) {
    expect(await shows(path, changed), path).toBe(true);
    expect(await shows(path, title), path).toBe(false);
  }
  for (const path of [...of(""), ...tagged, source]) {
    expect(await shows(path, "The second text."), path).toBe(true);
  }

  await warm(guest, everything);
  const other = unique("Another tag");
  await author.patch(`/api/posts/${id}`, { slug: `${slug}-moved`, tags: [other] });
  for (const path of [...lists, ...of(`/tags/${slugOf(other)}`), "/sitemap.xml"]) {
    expect(await shows(path, `/posts/${slug}-moved`), path).toBe(true);
  }
  for (const path of tagged) expect(await status(path), path).toBe(404);
  expect(await status(source)).toBe(301);
  expect(await shows("/sitemap.xml", `/tags/${slugOf(tag)}<`)).toBe(false);

  await warm(guest, everything);
  await author.post(`/api/posts/${id}/unpublish`);
  for (const path of [...lists, "/sitemap.xml"]) expect(await shows(path, slug), path).toBe(false);
  for (const path of [source, `/posts/${slug}-moved.md`, ...of(`/tags/${slugOf(other)}`)]) {
    expect(await status(path), path).toBe(404);
  }
});

test("an author's new name is in every feed at the very next request", async ({
  api,
  blog,
  newcomer,
}) => {
  const guest = api("guest");
  const { handle, cookie } = await newcomer("author");
  // Of himself a person speaks, not a token.
  const own = { Cookie: cookie, Origin: blog.url };
  const input = { title: unique("By somebody"), body: "Text.", status: "published" };
  const { json: post } = await guest.post("/api/posts", input, own);
  const base = `/authors/${handle}`;
  const paths = [
    ...["", base].flatMap((each) => [`${each}/feed.xml`, `${each}/atom.xml`, `${each}/feed.json`]),
    `${post.url}.md`,
  ];
  await warm(guest, paths);
  const name = unique("A new name");
  expect((await guest.patch("/api/me", { name }, own)).status).toBe(200);
  for (const path of paths) expect((await guest.get(path)).text, path).toContain(name);
});
