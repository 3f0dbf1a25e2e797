import { beforeAll, expect, test } from "vitest";
import { createPost } from "#domain/posts/operations";
import { partText, sitemapText } from "#doors/faces/sitemap";
import { db } from "#lib/db";
import { person, run } from "#lib/testing/blog";
import { truncateAll } from "#lib/testing/database";
import { sitemapFaults } from "#lib/testing/sitemap-rules";
import { named, parseXml } from "#lib/testing/strict-xml";

const slugs = Array.from({ length: 14 }, (_, at) => `post-${String(at).padStart(2, "0")}`);
const site = "http://localhost:3000";

beforeAll(async () => {
  await truncateAll(db());
  const ada = await person("author", "ada");
  for (const slug of slugs) {
    const input = { slug, title: slug, body: "B", tags: ["One"] };
    await run(createPost, ada, { ...input, status: "published" });
  }
  await run(createPost, ada, { slug: "hidden", title: "H", body: "B", tags: ["Two"] });
});

const locations = (text: string, entry = "url") =>
  named(parseXml(text), entry).map((each) => named(each, "loc")[0]?.text ?? "");

const paths = [
  ...["/", "/page/2", "/tags/one", "/tags/one/page/2", "/authors/ada", "/authors/ada/page/2"],
  `/archive/${new Date().getUTCFullYear()}`,
  ...["/tags", "/authors", "/archive", "/docs"],
  ...slugs.map((slug) => `/posts/${slug}`),
].map((path) => site + path);

test("one map has every address while there is room", async () => {
  expect(locations(await sitemapText(paths.length))).toEqual(paths);
  expect(await partText(1, paths.length)).toBeNull();
});

test.each([1, 4, 9, 10, paths.length - 1])(
  "with room for %i there is an index of parts, which have each address once",
  async (most) => {
    const index = await sitemapText(most);
    const count = Math.ceil(paths.length / most);
    const parts = Array.from({ length: count }, (_, at) => at + 1);
    expect(locations(index, "sitemap")).toEqual(parts.map((each) => `${site}/sitemap-${each}.xml`));
    const texts = await Promise.all(parts.map((each) => partText(each, most)));
    const listed = texts.map((text) => locations(text ?? ""));
    for (const each of listed) expect(each.length).toBeLessThanOrEqual(most);
    expect(sitemapFaults(index, `${site}/sitemap.xml`)).toEqual([]);
    for (const [at, text] of texts.entries()) {
      expect(sitemapFaults(text ?? "", `${site}/sitemap-${at + 1}.xml`)).toEqual([]);
    }
    expect(listed.flat()).toEqual(paths);
    expect(await partText(count + 1, most)).toBeNull();
  },
);
