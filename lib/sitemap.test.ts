import { expect, test } from "vitest";
import { sitemapIndexOf, sitemapOf } from "#lib/sitemap";
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
