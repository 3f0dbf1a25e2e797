import { expect, test } from "vitest";
import { LARGEST_SITEMAP, sitemapIndexOf, sitemapOf } from "#lib/sitemap";
import { sitemapFaults } from "#lib/testing/sitemap-rules";
import { named, parseXml } from "#lib/testing/strict-xml";

const namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}";
const places = [
  { url: "https://blog.example/?a=1&b=2", changed: new Date("2026-05-01T10:00:00Z") },
  { url: "https://blog.example/tags", changed: null },
];

test.each([
  ["urlset", "url", sitemapOf],
  ["sitemapindex", "sitemap", sitemapIndexOf],
] as const)("a %s is what the schema wants", (root, entry, write) => {
  const read = parseXml(write(places));
  expect(read.name).toBe(namespace + root);
  expect(read.children.map(({ name }) => name)).toEqual([namespace + entry, namespace + entry]);
  const [first, second] = read.children;
  expect(first?.children.map(({ name, text }) => [name, text])).toEqual([
    [`${namespace}loc`, places[0]?.url],
    [`${namespace}lastmod`, "2026-05-01T10:00:00.000Z"],
  ]);
  expect(second && named(second, "lastmod")).toEqual([]);
});

test("the largest map of the longest addresses is within 50 MB", () => {
  const url = `https://a-long-name-of-a-blog.example/posts/${"x".repeat(200)}`;
  const most = Array.from({ length: LARGEST_SITEMAP }, () => ({ url, changed: new Date() }));
  expect(Buffer.byteLength(sitemapOf(most))).toBeLessThan(50 * 1024 * 1024);
});

test("the rules see what breaks them", () => {
  const [place] = places;
  const at = "https://blog.example/maps/1.xml";
  expect(sitemapFaults(sitemapOf(places), at)).toEqual([
    "https://blog.example/?a=1&b=2 is not below https://blog.example/maps/",
    "https://blog.example/tags is not below https://blog.example/maps/",
  ]);
  expect(sitemapFaults(sitemapIndexOf(places), "https://blog.example/sitemap.xml")).toEqual([]);
  const twice = place ? sitemapOf([place, place]) : "";
  const home = "https://blog.example/sitemap.xml";
  expect(sitemapFaults(twice, home)).toEqual([`${place?.url} is there twice`]);
  const wrong = (text: string) => sitemapFaults(sitemapOf(places).replace(...swap(text)), home);
  expect(wrong("<lastmod>yesterday</lastmod>")).toEqual(["yesterday is no date"]);
  expect(wrong("<priority>1</priority><lastmod>2026-05-01</lastmod>")).toHaveLength(1);
  expect(sitemapFaults("<urlset/>", home)).toHaveLength(1);
});

const swap = (text: string) => [/<lastmod>[^<]+<\/lastmod>/, text] as const;
