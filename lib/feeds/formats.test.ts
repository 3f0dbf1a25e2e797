import { parseFeed } from "@rowanmanning/feed-parser";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atom } from "#lib/feeds/atom";
import type { Feed, FeedItem } from "#lib/feeds/feed";
import { jsonFeed } from "#lib/feeds/json-feed";
import { rss } from "#lib/feeds/rss";
import { named, parseXml, type XmlElement } from "#lib/testing/strict-xml";
import { xmlText } from "#lib/xml";

const item: FeedItem = {
  id: "urn:uuid:00000000-0000-7000-8000-000000000001",
  url: "https://blog.example/posts/two-doors",
  original: "https://elsewhere.example/first?a=1&b=2",
  title: "Two <doors> & one ]]> house",
  summary: "In & out.",
  html: '<p>In &amp; out ]]> <a href="https://blog.example/?a=1&amp;b=2">x</a></p>',
  published: new Date("2026-05-01T10:00:00Z"),
  updated: new Date("2026-05-02T10:00:00Z"),
  authors: [
    { name: "Inês & Co", url: "https://blog.example/authors/ines", avatar: "https://a.example/i" },
    { name: "Tomás", url: "https://blog.example/authors/tomas", avatar: null },
  ],
  tags: [{ slug: "q-and-a", name: "Q & A" }],
  picture: { url: "https://blog.example/media/x.webp?a=1&b=2", type: "image/webp", bytes: 1234 },
};

const feed: Feed = {
  title: "Duet & friends",
  description: "One blog, <two> doors.",
  language: "en",
  page: "https://blog.example/",
  self: "https://blog.example/feed.xml",
  items: [item],
};

const only = (element: XmlElement, name: string) => {
  const [found, ...more] = named(element, name);
  if (!found || more.length > 0) throw new Error(`There is not one ${name}.`);
  return found;
};

describe("each format says everything", () => {
  test("RSS 2.0", () => {
    const channel = only(parseXml(rss(feed)), "channel");
    expect(named(channel, "title")[0]?.text).toBe(feed.title);
    expect(only(channel, "{http://www.w3.org/2005/Atom}link").attributes).toEqual({
      rel: "self",
      type: "application/rss+xml",
      href: feed.self,
    });
    const entry = only(channel, "item");
    expect(only(entry, "title").text).toBe(item.title);
    expect(only(entry, "guid")).toMatchObject({
      text: item.id,
      attributes: { isPermaLink: "false" },
    });
    expect(only(entry, "pubDate").text).toBe("Fri, 01 May 2026 10:00:00 GMT");
    expect(only(entry, "encoded").text).toBe(item.html);
    expect(named(entry, "creator").map(({ text }) => text)).toEqual(["Inês & Co", "Tomás"]);
    expect(only(entry, "category").text).toBe("Q & A");
    expect(only(entry, "enclosure").attributes).toEqual({
      url: item.picture?.url,
      length: "1234",
      type: "image/webp",
    });
  });

  test("Atom", () => {
    const root = parseXml(atom(feed));
    expect(root.name).toBe("{http://www.w3.org/2005/Atom}feed");
    expect(only(root, "updated").text).toBe("2026-05-02T10:00:00.000Z");
    const links = named(root, "link").map(({ attributes }) => [attributes.rel, attributes.href]);
    expect(links).toEqual([
      ["self", feed.self],
      ["alternate", feed.page],
    ]);
    const entry = only(root, "entry");
    expect(only(entry, "id").text).toBe(item.id);
    expect(only(entry, "title").text).toBe(item.title);
    expect(only(entry, "content")).toMatchObject({
      text: item.html,
      attributes: { type: "html" },
    });
    expect(named(entry, "author").map((each) => only(each, "name").text)).toHaveLength(2);
    expect(only(entry, "category").attributes).toEqual({ term: "q-and-a", label: "Q & A" });
    const enclosure = named(entry, "link").find(({ attributes }) => attributes.rel === "enclosure");
    expect(enclosure?.attributes).toMatchObject({ length: "1234", type: "image/webp" });
  });

  test("JSON Feed 1.1", () => {
    const json = JSON.parse(jsonFeed(feed));
    expect(json.version).toBe("https://jsonfeed.org/version/1.1");
    expect(json).toMatchObject({ home_page_url: feed.page, feed_url: feed.self, language: "en" });
    expect(json.items[0]).toEqual({
      id: item.id,
      url: item.url,
      external_url: item.original,
      title: item.title,
      content_html: item.html,
      summary: item.summary,
      image: item.picture?.url,
      date_published: "2026-05-01T10:00:00.000Z",
      date_modified: "2026-05-02T10:00:00.000Z",
      authors: [
        { name: "Inês & Co", url: item.authors[0]?.url, avatar: "https://a.example/i" },
        { name: "Tomás", url: item.authors[1]?.url },
      ],
      tags: ["Q & A"],
      attachments: [{ url: item.picture?.url, mime_type: "image/webp", size_in_bytes: 1234 }],
    });
  });

  test.each([
    ["RSS", rss],
    ["Atom", atom],
  ])("a feed reader understands %s", (_, write) => {
    const read = parseFeed(write(feed));
    expect(read.title).toBe(feed.title);
    const [entry] = read.items;
    expect(entry).toMatchObject({ id: item.id, url: item.url, title: item.title });
    // This reader resolves the entities of the HTML as well.
    expect(entry?.content).toBe(item.html.replaceAll("&amp;", "&"));
    expect(entry?.published).toEqual(item.published);
    expect(entry?.authors.map(({ name }) => name)).toEqual(["Inês & Co", "Tomás"]);
    expect(entry?.media[0]).toMatchObject({ url: item.picture?.url, length: 1234 });
  });

  test("an empty blog has feeds as well", () => {
    const empty = { ...feed, items: [] };
    expect(only(parseXml(atom(empty)), "updated").text).toBe("1970-01-01T00:00:00.000Z");
    expect(parseFeed(rss(empty)).items).toEqual([]);
    expect(JSON.parse(jsonFeed(empty)).items).toEqual([]);
  });
});

/** Any text at all, with what is dangerous in XML more often than chance would have it. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.string({
        unit: fc.integer({ min: 0, max: 0x10ffff }).map((c) => String.fromCodePoint(c)),
      }),
      fc.constantFrom(
        "]]>",
        "<![CDATA[",
        "&amp;",
        "&#0;",
        "</title>",
        "<!--",
        "\0",
        "\ud800",
        "\uffff",
      ),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(""));

describe("any text makes a feed that can be read, and says that text", () => {
  const withText = (text: string): Feed => ({
    ...feed,
    title: text,
    description: text,
    items: [
      {
        ...item,
        title: text,
        html: text,
        summary: text,
        authors: [{ name: text, url: item.url, avatar: null }],
        tags: [{ slug: "x", name: text }],
      },
    ],
  });

  test("RSS", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const entry = only(only(parseXml(rss(withText(text))), "channel"), "item");
        expect(only(entry, "title").text).toBe(xmlText(text));
        expect(only(entry, "encoded").text).toBe(xmlText(text));
      }),
    );
  });

  test("Atom", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const entry = only(parseXml(atom(withText(text))), "entry");
        expect(only(entry, "title").text).toBe(xmlText(text));
        expect(only(entry, "content").text).toBe(xmlText(text));
      }),
    );
  });

  test("JSON Feed", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(jsonFeed(withText(text))).items[0].content_html).toBe(text);
      }),
    );
  });
});
