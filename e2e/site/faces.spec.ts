import { sitemapFaults } from "#lib/testing/sitemap-rules";
import { named, parseXml } from "#lib/testing/strict-xml";
import type { Answer, Client } from "../client.ts";
import { expect, people, slugOf, test, unique } from "../fixtures.ts";

const body = "Two [doors](/posts/doors), ![a](/demo/diagram-tags.svg) and `]]>`.";

/** A published post with a tag of its own. */
async function published(author: Client, more: Record<string, unknown> = {}) {
  const tag = unique("Faces");
  const { json } = await author.post("/api/posts", {
    title: unique("Read <by> & machines"),
    body,
    tags: [tag],
    status: "published",
    ...more,
  });
  return { ...json, tag: slugOf(tag) } as Record<string, string> & { id: string };
}

const feeds = [
  ["feed.xml", "application/rss+xml; charset=utf-8"],
  ["atom.xml", "application/atom+xml; charset=utf-8"],
  ["feed.json", "application/feed+json"],
] as const;

/** The titles, ids and texts of a feed, by a parser that forgives nothing. */
function entriesOf({ text, json }: Answer) {
  if (json) {
    return json.items.map((item: Record<string, string>) => ({
      id: item.id,
      title: item.title,
      html: item.content_html,
    })) as { id: string; title: string; html: string }[];
  }
  const root = parseXml(text);
  const [channel = root] = named(root, "channel");
  const said = (name: string) => (each: typeof root) => named(each, name)[0]?.text;
  return [...named(channel, "item"), ...named(channel, "entry")].map((each) => ({
    id: said("guid")(each) ?? said("id")(each) ?? "",
    title: said("title")(each) ?? "",
    html: said("encoded")(each) ?? said("content")(each) ?? "",
  }));
}

for (const [name, type] of feeds) {
  test(`${name} of the blog, a tag and an author has whole posts`, async ({ api, blog }) => {
    const guest = api("guest");
    const post = await published(api("author"));
    for (const base of ["", `/tags/${post.tag}`, `/authors/${people.author.handle}`]) {
      const answer = await guest.get(`${base}/${name}`);
      expect(answer.status, base).toBe(200);
      expect(answer.headers.get("content-type")).toBe(type);
      expect(answer.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=1");
      const entries = entriesOf(answer);
      expect(entries.length).toBeLessThanOrEqual(20);
      const entry = entries.find(({ id }) => id === `urn:uuid:${post.id}`);
      expect(entry?.title).toBe(post.title);
      expect(entry?.html).toContain(`<a href="${blog.url}/posts/doors">doors</a>`);
      expect(entry?.html).toContain(`src="${blog.url}/demo/diagram-tags.svg"`);
      expect(entry?.html).toContain("]]");
      expect(answer.text).toContain(`${blog.url}${base}/${name}`);
    }
  });
}

test("a cover is an enclosure with its type and length", async ({ api, blog }) => {
  // A picture of hers from the demo, on a post of this journey: others push the demo's out of the feeds.
  const all = await api("guest").get("/api/posts?author=ines&sort=publishedAt&limit=50");
  const { cover } = all.json.data.find((post: { cover: unknown }) => post.cover);
  const { tag } = await published(api("author"), { cover: cover.id });
  const { json } = await api("guest").get(`/tags/${tag}/feed.json`);
  const covered = json.items[0];
  expect(covered.image).toMatch(new RegExp(`^${blog.url}/`));
  const [{ url, mime_type, size_in_bytes }] = covered.attachments;
  const picture = await fetch(url);
  expect(picture.headers.get("content-type")).toBe(mime_type);
  expect((await picture.arrayBuffer()).byteLength).toBe(size_in_bytes);
});

test("who has an answer gets 304, and HEAD has no body", async ({ api }) => {
  const guest = api("guest");
  const post = await published(api("author"));
  const addresses = [
    `/tags/${post.tag}/feed.xml`,
    `/tags/${post.tag}/atom.xml`,
    `/tags/${post.tag}/feed.json`,
    `${post.url}.md`,
    "/robots.txt",
  ];
  for (const path of addresses) {
    // Others write meanwhile: sooner or later nothing happens between two reads.
    await expect
      .poll(async () => {
        const first = await guest.get(path);
        const etag = first.headers.get("etag") ?? "";
        const again = await guest.get(path, { "If-None-Match": etag });
        return [again.status, again.text, again.headers.get("etag") === etag];
      })
      .toEqual([304, "", true]);
    const foreign = await guest.get(path, {
      "If-None-Match": '"another"',
      "If-Modified-Since": new Date(Date.now() + 1e6).toUTCString(),
    });
    expect(foreign.status, "the tag decides where both are sent").toBe(200);
    await expect
      .poll(async () => {
        const modified = (await guest.get(path)).headers.get("last-modified");
        if (!modified) return "not yet";
        return (await guest.get(path, { "If-Modified-Since": modified })).status;
      })
      .toBe(304);
    const head = await guest("HEAD", path);
    expect([head.status, head.text]).toEqual([200, ""]);
    expect(head.headers.get("content-type")).toBe(
      (await guest.get(path)).headers.get("content-type"),
    );
  }
});

test("what is not there is 404, and nothing but reading is possible", async ({ api }) => {
  const guest = api("guest");
  const draft = await published(api("author"), { status: "draft" });
  const nowhere = [
    "/tags/never-used/feed.xml",
    `/tags/${draft.tag}/feed.json`,
    "/authors/nobody/atom.xml",
    `/authors/${people.reader.handle}/feed.xml`,
    "/tags/%C3%A4/feed.xml",
    `${draft.url}.md`,
    `/posts/${draft.id}.md`,
    "/posts/a.b.md",
    "/sitemap-1.xml",
    "/sitemap-0.xml",
    "/sitemap-x.xml",
  ];
  for (const path of nowhere) {
    const answer = await guest.get(path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.headers.get("cache-control"), path).toBe("private, no-store");
  }
  for (const path of [
    "/feed.xml",
    "/tags/x/atom.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/posts/x.md",
  ]) {
    for (const method of ["POST", "PUT", "DELETE"]) {
      const answer = await guest(method, path);
      expect([path, method, answer.status]).toEqual([path, method, 405]);
      expect(answer.headers.get("allow")).toBe("GET, HEAD");
    }
  }
});

test("a post's Markdown is what the API gives, and moves with the post", async ({ api, blog }) => {
  const guest = api("guest");
  const post = await published(api("author"));
  const page = await guest.get(`${post.url}.md`);
  expect(page.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  expect(page.text).toMatch(/^---\ntitle: /);
  expect(page.text).toContain(`\nurl: ${blog.url}${post.url}\n`);
  expect(page.text.endsWith(`---\n\n${body}`)).toBe(true);
  const same = await guest.get(`/api/posts/${post.id}`, { Accept: "text/markdown" });
  expect(same.text).toBe(page.text);

  const inside = await guest.get(`${post.url}/markdown`);
  expect([inside.status, inside.headers.get("location")]).toEqual([301, `${post.url}.md`]);
  const slug = `${post.slug}-elsewhere`;
  await api("author").patch(`/api/posts/${post.id}`, { slug });
  const moved = await guest.get(`${post.url}.md`);
  expect([moved.status, moved.headers.get("location")]).toEqual([301, `/posts/${slug}.md`]);
  expect((await guest.get(`/posts/${slug}.md`)).status).toBe(200);
});

test("the sitemap has every public address and no other", async ({ api, blog }) => {
  const guest = api("guest");
  const post = await published(api("author"));
  const draft = await published(api("author"), { status: "draft" });
  const answer = await guest.get("/sitemap.xml");
  expect(answer.headers.get("content-type")).toBe("application/xml; charset=utf-8");
  const places = named(parseXml(answer.text), "url").map((each) => ({
    loc: named(each, "loc")[0]?.text ?? "",
    lastmod: named(each, "lastmod")[0]?.text,
  }));
  expect(sitemapFaults(answer.text, `${blog.url}/sitemap.xml`)).toEqual([]);
  const locations = places.map(({ loc }) => loc);
  expect(new Set(locations).size).toBe(locations.length);
  for (const path of ["/", "/tags", "/authors", "/authors/ines", `/tags/${post.tag}`, post.url]) {
    expect(locations).toContain(blog.url + path);
  }
  expect(answer.text).not.toContain(draft.url);
  expect(answer.text).not.toContain(draft.tag);
  expect(answer.text).not.toContain("/authors/jun");
  const { lastmod } = places.find(({ loc }) => loc === blog.url + post.url) ?? {};
  // Written and published in one go, a post has the two dates a millisecond apart.
  expect(lastmod).toBe([post.updatedAt, post.publishedAt].sort().at(-1));
  // Addresses are as a browser would write them, and lead somewhere.
  for (const loc of locations) expect(new URL(loc).href).toBe(loc);
  for (const loc of locations.filter((each) => /\/(page\/\d+|tags|authors)$/.test(each))) {
    expect([loc, (await guest.get(loc.slice(blog.url.length))).status]).toEqual([loc, 200]);
  }
});

test("robots.txt and llms.txt say where things are", async ({ api, blog }) => {
  const guest = api("guest");
  const post = await published(api("author"), { title: unique("A [title] *of* <stars>") });
  const robots = await guest.get("/robots.txt");
  expect(robots.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(robots.text).toMatch(/^User-agent: \*\n(Disallow: \/\S+\n)+\nSitemap: /);
  expect(robots.text).toContain(`\nSitemap: ${blog.url}/sitemap.xml\n`);
  const llms = await guest.get("/llms.txt");
  expect(llms.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(llms.text).toMatch(/^# .+\n\n> .+\n/);
  expect(llms.text).toContain("- [A \\[title\\] \\*of\\* \\<stars\\>");
  expect(llms.text).toContain(`(${blog.url}${post.url}.md)`);
});
