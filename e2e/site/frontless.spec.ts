import { named, parseXml } from "#lib/testing/strict-xml";
import { client } from "../client.ts";
import { expect, slugOf, unique } from "../fixtures.ts";
import { test, writer } from "../own-blog.ts";

// FRONT=off runs without the cache in front: the promises to readers are Next's and ours all the same.
test("without the front, readers are promised the same", async ({ settings, start, browser }) => {
  test.setTimeout(120_000);
  const duet = await start({ ...settings, variables: { FRONT: "off", RATE_LIMIT: "off" } });
  const [author, guest] = [await writer(duet), client(duet.url)];
  const title = unique("Without a front");
  const body = { title, body: "Whole words.", tags: ["Plain"], status: "published" };
  const { json: post } = await author.post("/api/posts", body);
  const { json: draft } = await author.post("/api/posts", { title: "Not yet", body: "Hidden." });

  await test.step("a page is complete, without JavaScript, and has its policy", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    for (const path of ["/", "/tags/plain", "/archive", post.url]) {
      const answer = await page.goto(duet.url + path);
      expect(answer?.headers()["x-cache"], path).toBeUndefined();
      expect(answer?.headers()["content-security-policy"], path).toMatch(/script-src 'self'/);
      await expect(page.getByText(title).first(), path).toBeVisible();
    }
    await expect(page.getByText("Whole words.")).toBeVisible();
    await context.close();
  });

  await test.step("what is not there is a true 404, with a search", async () => {
    for (const path of ["/nothing-here", "/posts/never", draft.url, "/tags/never", "/page/9"]) {
      const { status, text } = await guest.get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(text, path).toContain('name="q"');
      expect(text, path).not.toContain("Hidden.");
    }
  });

  await test.step("feeds and the map are whole, and not sent twice", async () => {
    for (const path of ["/feed.xml", "/atom.xml", "/tags/plain/feed.xml", "/sitemap.xml"]) {
      const { status, text, headers } = await guest.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(named(parseXml(text), "nothing")).toEqual([]);
      expect(text, path).toContain(duet.url + post.url);
      const again = await guest.get(path, { "If-None-Match": headers.get("etag") ?? "" });
      expect([path, again.status, again.text]).toEqual([path, 304, ""]);
    }
    expect((await guest.get("/feed.json")).json.items[0].title).toBe(title);
  });

  await test.step("a change is there at the next request", async () => {
    for (let round = 0; round < 25; round++) {
      const changed = `${title}, changed ${round} times`;
      await author.patch(`/api/posts/${post.id}`, { title: changed });
      for (const path of [post.url, "/", "/tags/plain", "/feed.xml", `/api/posts/${post.id}`]) {
        expect((await guest.get(path)).text, path).toContain(changed);
      }
    }
    const slug = slugOf(unique("Moved"));
    await author.patch(`/api/posts/${post.id}`, { slug });
    const moved = await guest.get(post.url);
    expect([moved.status, moved.headers.get("location")]).toEqual([301, `/posts/${slug}`]);
    await author.post(`/api/posts/${post.id}/unpublish`);
    for (const path of [`/posts/${slug}`, "/tags/plain", "/tags/plain/feed.xml"]) {
      expect((await guest.get(path)).status, path).toBe(404);
    }
    expect((await guest.get("/")).text).not.toContain(title);
  });
});
