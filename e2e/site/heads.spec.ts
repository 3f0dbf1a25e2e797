import sharp from "sharp";
import type { Client } from "../client.ts";
import { expect, people, type Role, slugOf, test, unique } from "../fixtures.ts";

/** What a page says in its head, by names and properties, and its data blocks. */
async function headOf(guest: Client, path: string) {
  const { status, text } = await guest.get(path);
  expect([path, status]).toEqual([path, 200]);
  const attribute = (tag: string, name: string) => {
    const value = new RegExp(`\\s${name}="([^"]*)"`, "i").exec(tag)?.[1];
    return value?.replace(/&(amp|quot|lt|gt|#x27);/g, (_, entity) => entities[entity] ?? "");
  };
  const tags = (name: string) => text.match(new RegExp(`<${name}\\s[^>]*>`, "g")) ?? [];
  const links = tags("link").map((tag) => ({
    rel: attribute(tag, "rel"),
    type: attribute(tag, "type"),
    href: attribute(tag, "href"),
  }));
  const metas = new Map(
    tags("meta").map((tag) => [
      attribute(tag, "property") ?? attribute(tag, "name") ?? "",
      attribute(tag, "content") ?? "",
    ]),
  );
  const blocks = [...text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  const graph = blocks.flatMap(([, block = ""]) => JSON.parse(block)["@graph"]);
  const canonical = links.filter(({ rel }) => rel === "canonical").map(({ href }) => href);
  const feeds = links.filter(
    ({ rel, type }) => rel === "alternate" && /rss|atom|feed/.test(type ?? ""),
  );
  return { text, metas, graph, canonical, feeds: feeds.map(({ href }) => href) };
}

const entities: Record<string, string> = { amp: "&", quot: '"', lt: "<", gt: ">", "#x27": "'" };

const types = (graph: Record<string, unknown>[]) => graph.map((each) => each["@type"]);

test("every public page says its address, its feeds and its picture", async ({ api, blog }) => {
  const guest = api("guest");
  const { json: post } = await guest.get("/api/posts/welcome-to-duet");
  const tag = `/tags/${post.tags[0].slug}`;
  const pages = [
    ["/", "", ["Organization", "WebSite"]],
    ["/page/2", "", []],
    [post.url, "", ["BlogPosting", "BreadcrumbList"]],
    [tag, tag, ["BreadcrumbList"]],
    ["/authors/ines", "/authors/ines", ["ProfilePage", "BreadcrumbList"]],
    ["/tags", "", []],
    ["/authors", "", []],
    ["/archive", "", []],
    [`/archive/${post.publishedAt.slice(0, 4)}`, "", []],
  ] as const;
  for (const [path, base, described] of pages) {
    const { canonical, feeds, metas, graph } = await headOf(guest, path);
    expect(canonical, path).toEqual([blog.url + path]);
    const names = ["feed.xml", "atom.xml", "feed.json"];
    expect(feeds, path).toEqual(names.map((name) => `${blog.url}${base}/${name}`));
    expect(metas.get("og:url"), path).toBe(blog.url + path);
    expect(metas.get("description")?.length, path).toBeGreaterThan(5);
    expect(metas.get("twitter:card"), path).toBe("summary_large_image");
    expect(types(graph), path).toEqual(described);
    const picture = metas.get("og:image") ?? "";
    expect(metas.get("twitter:image"), path).toBe(picture);
    const { status, headers } = await guest.get(picture.slice(blog.url.length));
    expect([path, status, headers.get("content-type")]).toEqual([path, 200, "image/png"]);
  }
});

test("the documentation says its addresses, what it is and the way to it", async ({
  api,
  blog,
}) => {
  const guest = api("guest");
  const parts = ["/docs", "/docs/api", "/docs/guides", "/docs/errors", "/docs/changelog"];
  for (const path of [...parts, "/docs/guides/paging", "/docs/api/posts", "/docs/api/schemas"]) {
    const { canonical, metas, graph } = await headOf(guest, path);
    expect(canonical, path).toEqual([blog.url + path]);
    expect([metas.get("og:url"), metas.get("twitter:card")], path).toEqual([
      blog.url + path,
      "summary_large_image",
    ]);
    expect(metas.get("description")?.length, path).toBeGreaterThan(20);
    expect(metas.get("og:description"), path).toBe(metas.get("description"));
    expect(types(graph), path).toEqual(["TechArticle", "BreadcrumbList"]);
    expect(graph[0], path).toMatchObject({ url: blog.url + path, headline: metas.get("og:title") });
    const way: { item: string }[] = graph[1].itemListElement;
    const { pathname } = new URL(way.at(-1)?.item ?? "");
    expect([pathname, way.length], path).toEqual([path, path.split("/").length]);
    const picture = await guest.get((metas.get("og:image") ?? "").slice(blog.url.length));
    expect(picture.status, path).toBe(200);
  }
});

test("a title that would end a script is data in the page, and runs nowhere", async ({
  api,
  guest,
  blog,
}) => {
  const title = unique('</script><script>document.title="broken"</script> & "quoted" 🚀');
  const { json } = await api("author").post("/api/posts", {
    title,
    body: "Text.",
    excerpt: "An <excerpt> & more",
    tags: [unique("Heads")],
    status: "published",
    canonicalUrl: "https://elsewhere.example/first?a=1&b=2",
  });
  const { canonical, metas, graph } = await headOf(api("guest"), json.url);
  expect(canonical).toEqual(["https://elsewhere.example/first?a=1&b=2"]);
  expect(metas.get("og:title")).toBe(title);
  expect(metas.get("og:type")).toBe("article");
  expect(graph[0]).toMatchObject({
    "@type": "BlogPosting",
    headline: title,
    description: "An <excerpt> & more",
    url: blog.url + json.url,
    datePublished: json.publishedAt,
    author: [{ "@type": "Person", name: people.author.name }],
    image: [metas.get("og:image")],
  });
  expect(graph[1].itemListElement.map(({ name }: { name: string }) => name)).toEqual([
    "Home",
    json.tags[0].name,
    title,
  ]);
  const page = await guest();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(json.url);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  expect(await page.title()).toContain("</script>");
  expect(faults).toEqual([]);
});

test("the front page says how the blog is searched", async ({ api, blog }) => {
  const { graph } = await headOf(api("guest"), "/");
  const site = graph.find((each) => each["@type"] === "WebSite");
  const { urlTemplate } = site.potentialAction.target;
  expect(urlTemplate).toBe(`${blog.url}/search?q={q}`);
  const answer = await api("guest").get(urlTemplate.slice(blog.url.length).replace("{q}", "door"));
  expect(answer.status).toBe(200);
});

test("a post's picture is drawn, kept for good, and another one after a change", async ({
  api,
  blog,
}) => {
  const guest = api("guest");
  const write = (role: Role) => api(role);
  const { json } = await write("author").post("/api/posts", {
    title: unique("Pictured 二つの扉"),
    body: "Text.",
    status: "published",
  });
  const pictureOf = async () => {
    const { metas } = await headOf(guest, json.url);
    expect([metas.get("og:image:width"), metas.get("og:image:height")]).toEqual(["1200", "630"]);
    return (metas.get("og:image") ?? "").slice(blog.url.length);
  };
  const first = await pictureOf();
  expect(first).toMatch(new RegExp(`^${json.url}/og/[0-9a-f]{16}\\.png$`));
  const answer = await fetch(blog.url + first);
  expect(answer.headers.get("cache-control")).toMatch(/^public, max-age=31536000,.*immutable$/);
  const { format, width, height } = await sharp(await answer.arrayBuffer()).metadata();
  expect([format, width, height]).toEqual(["png", 1200, 630]);

  await write("author").patch(`/api/posts/${json.id}`, { title: unique("Pictured again") });
  const second = await pictureOf();
  expect(second).not.toBe(first);
  const old = await guest.get(first);
  expect([old.status, old.headers.get("location")]).toEqual([301, second]);
  expect(old.headers.get("cache-control")).toBe("private, no-store");
  expect((await guest.get(second)).status).toBe(200);
  expect((await guest.get(`${json.url}/og/x.png`)).status).toBe(404);
  expect((await guest.get(`/posts/${json.id}/og/${second.split("/").at(-1)}`)).status).toBe(404);
  expect((await guest("POST", second)).status).toBe(405);

  await write("author").post(`/api/posts/${json.id}/unpublish`);
  for (const path of [first, second]) expect((await guest.get(path)).status, path).toBe(404);
  const nobody = `/authors/${slugOf(unique("nobody"))}/og/0123456789abcdef.png`;
  expect((await guest.get(nobody)).status).toBe(404);
});
