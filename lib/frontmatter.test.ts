import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ImportedPost, parseMarkdownFile } from "#lib/frontmatter";

function postOf(text: string | Uint8Array, path = "some-post.md"): ImportedPost {
  const result = parseMarkdownFile(path, text);
  if (!result.ok) throw new Error(result.reason);
  return result.post;
}

function reasonOf(text: string | Uint8Array, path = "some-post.md"): string {
  const result = parseMarkdownFile(path, text);
  return result.ok ? "" : result.reason;
}

/** A file with these lines of YAML and a text. */
function yaml(...lines: string[]): string {
  return ["---", ...lines, "---", "", "Text.", ""].join("\n");
}

describe("a whole file", () => {
  test("with YAML", () => {
    const text = `---
title: "Streams: a *love* story"
date: 2013-05-06 02:12:52 +0200
lastmod: 2014-01-01
slug: streams
authors: [Ada Lovelace, Grace Hopper]
tags: [node, streams]
description: >
  How it began,
  and ended.
aliases: [/2013/05/streams/, /old.html]
canonicalUrl: https://example.com/streams
draft: false
---

First.

Second.
`;
    expect(postOf(text)).toEqual({
      title: "Streams: a *love* story",
      slug: "streams",
      date: new Date("2013-05-06T00:12:52Z"),
      updated: new Date("2014-01-01T00:00:00Z"),
      authors: ["Ada Lovelace", "Grace Hopper"],
      tags: ["node", "streams"],
      draft: false,
      excerpt: "How it began, and ended.",
      aliases: ["/2013/05/streams", "/old.html"],
      body: "First.\n\nSecond.",
      canonicalUrl: "https://example.com/streams",
    });
  });

  test("with TOML", () => {
    const text = `+++
title = "Hello"
date = 2020-02-03T04:05:06+01:00
updated = 2020-02-04
draft = true
authors = ["Ada"]
aliases = ["/hi/"]

[taxonomies]
tags = ["a", "b"]
categories = ["c"]
+++
Text.`;
    expect(postOf(text)).toMatchObject({
      title: "Hello",
      date: new Date("2020-02-03T03:05:06Z"),
      updated: new Date("2020-02-04T00:00:00Z"),
      draft: true,
      authors: ["Ada"],
      tags: ["a", "b", "c"],
      aliases: ["/hi"],
      body: "Text.",
    });
  });

  test("with nothing but text", () => {
    expect(postOf("Just text.", "notes/on-nothing.md")).toEqual({
      title: "On nothing",
      slug: "on-nothing",
      date: null,
      updated: null,
      authors: [],
      tags: [],
      draft: false,
      excerpt: null,
      aliases: [],
      body: "Just text.",
      canonicalUrl: null,
    });
  });

  test("as bytes, with a BOM and Windows line breaks", () => {
    const text = `\uFEFF${yaml("title: Ünï")}`.replaceAll("\n", "\r\n");
    const post = { title: "Ünï", body: "Text." };
    expect(postOf(text)).toMatchObject(post);
    expect(postOf(new TextEncoder().encode(text))).toMatchObject(post);
  });

  test("a rule at the top is no front matter", () => {
    expect(postOf("---\n\nText.")).toMatchObject({ title: "Some post", body: "---\n\nText." });
  });

  test("a rule further down stays", () => {
    expect(postOf("---\ntitle: A\n---\nB\n\n---\n\nC").body).toBe("B\n\n---\n\nC");
  });

  test("empty front matter, and one that ends with dots", () => {
    expect(postOf("---\n---\nText.").body).toBe("Text.");
    expect(postOf("---\ntitle: A\n...\nText.")).toMatchObject({ title: "A", body: "Text." });
  });
});

describe("the title", () => {
  test.each([
    [yaml("title: 1984"), "1984"],
    [yaml("Title: Case"), "Case"],
    [yaml("title: '  Spaced \n\n  out '"), "Spaced out"],
    ["# From *the* `heading` #\n\nText.", "From the heading"],
    ["Intro.\n\n# Later\n\nText.", "Later"],
    ["```sh\n# a comment\n```\n\nText.", "Some post"],
    ["## Second level\n\nText.", "Some post"],
    [yaml("title: ''"), "Some post"],
    [yaml("title: [a]"), "Some post"],
  ])("%j", (text, title) => {
    expect(postOf(text).title).toBe(title);
  });

  test("a heading that became the title, or repeats it, leaves the text", () => {
    expect(postOf("# A\n\nText.").body).toBe("Text.");
    expect(postOf("---\ntitle: Hello, World\n---\n\n# Hello, *world*\n\nText.").body).toBe("Text.");
    expect(postOf("---\ntitle: A\n---\n\n# B\n\nText.").body).toBe("# B\n\nText.");
  });

  test("where there is none, nor a name to make one of, says so", () => {
    expect(reasonOf("Text.", "---.md")).toBe(
      "The post has no title, and none can be made of its name.",
    );
  });
});

describe("the slug and the file's name", () => {
  test.each([
    ["_posts/2013-05-06-jekyll-1-0-0-released.markdown", "jekyll-1-0-0-released", "2013-05-06"],
    ["2016-4-4-april-fourth.md", "april-fourth", "2016-04-04"],
    ["weekly-update.2015-06-05.md", "weekly-update-2015-06-05", undefined],
    ["content/posts/my-post/index.md", "my-post", undefined],
    ["content\\posts\\2020-01-02-on-windows\\index.en.md", "on-windows", "2020-01-02"],
    ["2013-02-30-no-such-day.md", "2013-02-30-no-such-day", undefined],
    ["Größe & Maß.md", "grosse-and-mass", undefined],
    ["2020-01-01-.md", "2020-01-01", undefined],
  ])("%s", (path, slug, day) => {
    const post = postOf("Text.", path);
    expect(post.date?.toISOString().slice(0, 10)).toBe(day);
    expect(post.slug).toBe(slug);
  });

  test("the front matter's slug and date win, made fit where they are not", () => {
    const post = postOf(yaml("slug: Nice Slug!", "date: 2001-02-03"), "2013-05-06-a.md");
    expect(post).toMatchObject({ slug: "nice-slug", date: new Date("2001-02-03T00:00:00Z") });
    expect(postOf(yaml("slug: kept-as-is"), "a.md").slug).toBe("kept-as-is");
  });
});

describe("dates", () => {
  test.each([
    ["2013-05-06", "2013-05-06T00:00:00.000Z"],
    ["2013-05-06 02:12:52 +0200", "2013-05-06T00:12:52.000Z"],
    ["'2013-05-06 02:12:52 -04:30'", "2013-05-06T06:42:52.000Z"],
    ["2011-03-18T06:22:17.000Z", "2011-03-18T06:22:17.000Z"],
    ["'2011-03-18T06:22:17.123456+01:00'", "2011-03-18T05:22:17.123Z"],
    ["2013-05-06 02:12", "2013-05-06T02:12:00.000Z"],
    ["2013-05-06 23:12:52", "2013-05-06T23:12:52.000Z"],
    ["2013-05-06 02:12:52 UTC", "2013-05-06T02:12:52.000Z"],
    ["2023-01-29 18:30:22 2023 -0800", "2023-01-30T02:30:22.000Z"],
    ["Mon, 06 May 2013 10:00:00 GMT", "2013-05-06T10:00:00.000Z"],
    ["Mon, 06 May 2013 10:00:00 +0200", "2013-05-06T08:00:00.000Z"],
    ["May 6, 2013", "2013-05-06T00:00:00.000Z"],
    ["6 May 2013 10:00", "2013-05-06T10:00:00.000Z"],
  ])("%s is %s, wherever the machine is", (written, iso) => {
    expect(postOf(yaml(`date: ${written}`)).date?.toISOString()).toBe(iso);
  });

  test.each([
    "yesterday",
    "2013-13-01",
    "2013-02-30",
    "0001-01-01",
    "99999-01-01",
    "2013",
    "12:00",
    "2013-05-06 25:00",
    "2013-05-06 10:00 +9999",
    "[1]",
  ])("%s is none, and the reason says so", (written) => {
    expect(reasonOf(yaml(`date: ${written}`))).toContain(
      "is not a date between the years 1900 and 2199.",
    );
  });

  test.each(["date", "published_at", "publishedAt", "pubDate", "publishDate", "published"])(
    "may be called %s",
    (key) => {
      expect(postOf(yaml(`${key}: 2013-05-06`)).date).toEqual(new Date("2013-05-06T00:00:00Z"));
    },
  );

  test.each(["updated", "lastmod", "last_modified_at", "updated_at"])(
    "of the update may be called %s",
    (key) => {
      expect(postOf(yaml(`${key}: 2013-05-06`)).updated).toEqual(new Date("2013-05-06T00:00:00Z"));
    },
  );

  test("TOML's without a zone are UTC", () => {
    const date = (written: string) =>
      postOf(`+++\ndate = ${written}\n+++\nText.`).date?.toISOString();
    expect(date("2020-02-03T04:05:06")).toBe("2020-02-03T04:05:06.000Z");
    expect(date("2020-02-03")).toBe("2020-02-03T00:00:00.000Z");
    expect(date('"2020-02-03 04:05:06 +0100"')).toBe("2020-02-03T03:05:06.000Z");
  });
});

describe("authors", () => {
  test.each([
    ["author: Ada", ["Ada"]],
    ["author: Ada Lovelace and Grace Hopper", ["Ada Lovelace", "Grace Hopper"]],
    ["author: Ada, Grace; Alan & Edsger", ["Ada", "Grace", "Alan", "Edsger"]],
    ["author: Alexander Sandberg", ["Alexander Sandberg"]],
    ["author: Ada (@ada) & Grace (github.com/grace)", ["Ada", "Grace"]],
    ["author: Ada <ada@example.com>", ["Ada"]],
    ["authors: [Ada, Grace, ada]", ["Ada", "Grace"]],
    ["authors:\n  - name: Ada\n    url: https://example.com\n  - Grace", ["Ada", "Grace"]],
    ["author: { name: Ada }", ["Ada"]],
    ["author: ''", []],
    ["author: [null, { url: x }, '']", []],
  ])("%s", (line, authors) => {
    expect(postOf(yaml(line)).authors).toEqual(authors);
  });
});

describe("tags", () => {
  test.each([
    ["tags: [Node, node, NODE, js]", ["Node", "js"]],
    ["tags: node js  streams", ["node", "js", "streams"]],
    ["tags: machine learning, node", ["machine learning", "node"]],
    ["tags: [machine learning]", ["machine learning"]],
    ["tag: machine learning", ["machine learning"]],
    ["category: Web Development", ["Web Development"]],
    ["categories: [a]\ntags: [b, a]", ["b", "a"]],
    ["keywords: a, b c", ["a", "b c"]],
    ["category: uncategorized", []],
    ["tags: [2024, true, null]", ["2024", "true"]],
    ["tags:", []],
  ])("%s", (line, tags) => {
    expect(postOf(yaml(line)).tags).toEqual(tags);
  });
});

describe("drafts", () => {
  test.each([
    ["draft: true", true],
    ['draft: "true"', true],
    ["draft: false", false],
    ["published: false", true],
    ['published: "false"', true],
    ["published: true", false],
    ["published: 2020-01-01", false],
    ["draft: maybe", false],
  ])("%s", (line, draft) => {
    expect(postOf(yaml(line)).draft).toBe(draft);
  });

  test("a file among the drafts is one", () => {
    expect(postOf("Text.", "blog/_drafts/idea.md").draft).toBe(true);
  });
});

describe("the excerpt", () => {
  test.each(["description", "excerpt", "summary"])("may be called %s", (key) => {
    expect(postOf(yaml(`${key}: Short.`)).excerpt).toBe("Short.");
  });

  test.each(["<!-- more -->", "<!--more-->", "<!--  MORE -->"])(
    "is what stands before %s",
    (mark) => {
      const post = postOf(`The *first* [part](/a).\n\n${mark}\n\nThe rest.`);
      expect(post.excerpt).toBe("The first part.");
      expect(post.body).toBe("The *first* [part](/a).\n\n\n\nThe rest.");
    },
  );

  test("that is too long ends after a word", () => {
    const excerpt = postOf(`${"word ".repeat(200)}<!--more-->rest`).excerpt ?? "";
    expect(excerpt).toMatch(/^word .* word…$/);
    expect(excerpt.length).toBeLessThanOrEqual(301);
  });
});

describe("former paths", () => {
  test.each([
    ["permalink: /2013/05/a/", ["/2013/05/a"]],
    ["permalink: /blog/:year/:title", []],
    ["permalink: pretty", []],
    ["redirect_from:\n  - /a\n  - /b/index.html\n  - /A", ["/a", "/b"]],
    ["aliases: old-name", ["/old-name"]],
    ["aliases: [https://example.com/x/y?z#w, //evil.example/p]", ["/x/y", "/p"]],
    ["aliases: ['/', '', 'javascript:alert(1)', '/a/../../b']", ["/b"]],
    ["aliases: [/grüße]", ["/gr%C3%BC%C3%9Fe"]],
    ["url: /u/", ["/u"]],
  ])("%s", (line, aliases) => {
    expect(postOf(yaml(line)).aliases).toEqual(aliases);
  });
});

describe("the canonical address", () => {
  test.each([
    ["canonical: https://example.com/a", "https://example.com/a"],
    ["canonical_url: http://example.com/a", "http://example.com/a"],
    ["canonicalUrl: javascript:alert(1)", null],
    ["canonical: /a", null],
    ["canonical: not an address", null],
  ])("%s", (line, address) => {
    expect(postOf(yaml(line)).canonicalUrl).toBe(address);
  });
});

describe("what is no post has a reason", () => {
  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefghi".split("").map((name, index) => {
      const before = "abcdefgh"[index];
      return `${name}: &${name} [${Array(9).fill(`*${before}`).join(",")}]`;
    }),
  ];

  test.each([
    ["", "The post has no text."],
    ["---\ntitle: A\n---\n\n  \n", "The post has no text."],
    ["# Only a title", "The post has no text."],
    ["---\ntitle: A\n---\n\u200b", "The post has no text."],
    ["a\0b", "The file is binary, not text."],
    ["a\ud800", "The file has broken characters."],
    [yaml("title: A: B"), /^The front matter is not valid YAML: Nested mappings/],
    [yaml("title: 'A"), /^The front matter is not valid YAML: /],
    [yaml("title: A", "title: B"), /^The front matter is not valid YAML: Map keys must be unique/],
    [yaml("title: !!js/function 'x'"), /^The front matter is not valid YAML: Unresolved tag/],
    [yaml("title: !custom x"), /^The front matter is not valid YAML: Unresolved tag/],
    [yaml(...bomb), /^The front matter is not valid YAML: Excessive alias count/],
    [yaml("- a", "- b"), "The front matter is not a list of keys and values."],
    [yaml(`a: ${"[".repeat(20_000)}`), /^The front matter is not valid YAML: /],
    [yaml(`a: ${"x".repeat(70_000)}`), "The front matter is longer than 64 KB."],
    ["+++\ntitle = A\n+++\nText.", /^The front matter is not valid TOML: /],
    ["+++\ntitle = 'A'\nText.", "The front matter does not end: there is no second line of +++."],
    ["a".repeat(5_000_001), "The file is larger than 5 MB."],
  ])("%.40j", (text, reason) => {
    expect(reasonOf(text)).toMatch(reason);
  });

  test.each([
    [[0xff, 0xfe, 0x61, 0x00], "The file is UTF-16; save it as UTF-8."],
    [[0x61, 0xe9, 0x62], "The file is not valid UTF-8."],
    [[0x89, 0x50, 0x4e, 0x47, 0x00], "The file is binary, not text."],
    [[0x61, 0x00], "The file is binary, not text."],
  ])("bytes %j", (bytes, reason) => {
    expect(reasonOf(new Uint8Array(bytes))).toBe(reason);
  });

  test("no file makes it throw", () => {
    const piece = fc.constantFrom(
      ..."---\n|+++\n|...\n|title: |date: |tags: [|]|{|}|: |- |\n|'|\"|&a |*a |!t |# |\t|<!--more-->|{% |raw|endraw| %}|{{|}}|".split(
        "|",
      ),
    );
    const text = fc.array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 5 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, fc.string({ maxLength: 20 }), (pieces, path) => {
        const result = parseMarkdownFile(path, pieces.join(""));
        expect(result.ok ? result.post.title && result.post.body : result.reason).toBeTruthy();
      }),
      { numRuns: 500 },
    );
  });
});
