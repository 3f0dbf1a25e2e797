import { describe, expect, test } from "vitest";
import { renderPost } from "./post.ts";

async function htmlOf(source: string): Promise<string> {
  return (await renderPost(source)).html;
}

describe("headings", () => {
  test("the highest becomes h2, the others keep their distance, none passes h6", async () => {
    expect(levels(await htmlOf("# A\n\n## B\n\n###### C"))).toEqual(["h2", "h3", "h6"]);
    expect(levels(await htmlOf("## A\n\n### B"))).toEqual(["h2", "h3"]);
    expect(levels(await htmlOf("### A\n\n#### B"))).toEqual(["h2", "h3"]);
    expect(levels(await htmlOf("<h1>A</h1>\n\n## B"))).toEqual(["h2", "h3"]);
  });

  test("each has an id and a link to itself that says what it is", async () => {
    expect(await htmlOf("## Hello, *World*")).toBe(
      '<h2 id="hello-world">Hello, <em>World</em>' +
        '<a class="anchor" href="#hello-world" aria-label="Link to this section"></a></h2>',
    );
  });

  test("two of the same name, or of the name of a part of the page, get different ids", async () => {
    expect(idsOf(await htmlOf("## A\n\n## A\n\n## Comments\n\n## 🎉"))).toEqual([
      "a",
      "a-1",
      "comments-1",
      "section",
    ]);
  });

  test("one that says nothing vanishes", async () => {
    expect(await htmlOf("#\n\ntext\n\n## &#8203;")).toMatch(/^\s*<p>text<\/p>\s*$/);
  });

  test("the outline holds levels two and three, without marks of footnotes", async () => {
    const { outline } = await renderPost("# A `b`\n\n## C[^1]\n\n### D\n\n[^1]: e");
    expect(outline).toEqual([
      { depth: 2, id: "a-b", text: "A b" },
      { depth: 3, id: "c", text: "C" },
    ]);
  });
});

describe("links", () => {
  test("those that leave the site open without handing it over", async () => {
    expect(
      await htmlOf("[a](https://example.com/) [b](/b) [c](mailto:c@example.com) [d](#d)"),
    ).toBe(
      '<p><a href="https://example.com/" rel="noopener">a</a> <a href="/b">b</a> ' +
        '<a href="mailto:c@example.com" rel="noopener">c</a> <a href="#d">d</a></p>',
    );
  });

  test("addresses and mail are found in the text", async () => {
    expect(await htmlOf("www.example.com")).toContain('href="http://www.example.com"');
  });

  test("a link to a heading or to an author's own anchor reaches it", async () => {
    const html = await htmlOf(
      '[a](#end) [b](#mark) [c](#%D0%B0)\n\n<a name="mark"></a>\n\n## End\n\n## а',
    );
    expect(html).toContain('<a href="#end">a</a>');
    expect(html).toContain('<a href="#user-content-mark">b</a>');
    expect(html).toContain('name="user-content-mark"');
    expect(html).toContain('<a href="#%D0%B0">c</a>');
    expect(idsOf(html)).toContain("а");
  });
});

describe("footnotes", () => {
  test("mark and note lead to each other", async () => {
    const html = await htmlOf("A[^x] b[^x].\n\n[^x]: Note.");
    for (const [, target = ""] of html.matchAll(/href="#([^"]+)"/g))
      expect(idsOf(html)).toContain(target);
    expect(html).toContain('<a href="#user-content-fn-x" id="user-content-fnref-x"');
    expect(html).toContain('aria-label="Back to reference 1"');
    expect(html).toContain('aria-describedby="user-content-footnote-label"');
    expect(html).toContain('<h2 class="sr-only" id="user-content-footnote-label">Footnotes</h2>');
  });
});

describe("alerts", () => {
  test.each(["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note"])("[!%s]", async (kind) => {
    const name = kind.toLowerCase();
    const html = await htmlOf(`> [!${kind}]\n> Some *text*.\n>\n> More.`);
    expect(html).toMatch(new RegExp(`^<aside class="alert alert-${name}" role="note">`));
    expect(html).toContain(`<p class="alert-title">${name[0]?.toUpperCase()}${name.slice(1)}</p>`);
    expect(html).toContain("<p>Some <em>text</em>.</p>");
    expect(html).not.toContain("[!");
  });

  test("the text may begin in a paragraph of its own, with markup, or after a hard break", async () => {
    expect(await htmlOf("> [!NOTE]\n>\n> Text.")).toContain("<p>Text.</p>");
    expect(await htmlOf("> [!NOTE]\n> **Text.**")).toContain("<p><strong>Text.</strong></p>");
    expect(await htmlOf("> [!NOTE]  \n> Text.")).toMatch(/<p>\s*Text\.<\/p>/);
  });

  test.each([
    "> [!NOTE] text",
    "> [!NOTE]**text**",
    "> [!OTHER]\n> text",
    "> text\n> [!NOTE]",
    "[!NOTE]",
  ])("%j is none", async (source) => {
    expect(await htmlOf(source)).not.toContain("aside");
  });
});

describe("images", () => {
  test("load late, and alone in a paragraph are figures with their title as caption", async () => {
    expect(await htmlOf('![A cat](/cat.png "The cat, *asleep*")')).toBe(
      '<figure><img src="/cat.png" alt="A cat" loading="lazy" decoding="async">' +
        "<figcaption>The cat, *asleep*</figcaption></figure>",
    );
    expect(await htmlOf("[![A cat](/cat.png)](/cat)")).toBe(
      '<figure><a href="/cat"><img src="/cat.png" alt="A cat" loading="lazy" decoding="async"></a></figure>',
    );
  });

  test("within a sentence stay there and keep their title", async () => {
    const html = await htmlOf('See ![A cat](/cat.png "Tom") here.');
    expect(html).toContain('<p>See <img src="/cat.png" alt="A cat" title="Tom" loading="lazy"');
    expect(html).not.toContain("figure");
  });

  test("always have an alternative text, if only an empty one", async () => {
    expect(await htmlOf('<img src="https://example.com/a.png">')).toContain('alt=""');
  });
});

describe("tables", () => {
  test("scroll in a region that is reached by keyboard and has a name of its own", async () => {
    const html = await htmlOf(
      "|a|b|\n|:-|-:|\n|1|2|\n\n|c|\n|-|\n\n<table><caption>Third one</caption><tr><td>x</td></tr></table>",
    );
    expect(html).toContain(
      '<div class="table" role="region" aria-label="Table" tabindex="0"><table>',
    );
    expect(html).toContain('aria-label="Table 2"');
    expect(html).toContain('aria-label="Third one"');
    expect(html).toContain('<td align="right">2</td>');
  });
});

describe("task lists", () => {
  test("say in words what their boxes show, and cannot be changed", async () => {
    expect(await htmlOf("- [x] a\n- [ ] b")).toBe(
      '<ul class="contains-task-list">\n' +
        '<li class="task-list-item"><input type="checkbox" checked disabled aria-label="Completed task"> a</li>\n' +
        '<li class="task-list-item"><input type="checkbox" disabled aria-label="Incomplete task"> b</li>\n' +
        "</ul>",
    );
  });
});

describe("an author's HTML", () => {
  test.each([
    [
      "<details open><summary>S</summary>\n\ntext\n\n</details>",
      "<details open><summary>S</summary>",
    ],
    [
      "<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup> <mark>m</mark>",
      "<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup> <mark>m</mark>",
    ],
    ['<abbr title="World Wide Web">WWW</abbr>', '<abbr title="World Wide Web">WWW</abbr>'],
    [
      '<del datetime="2024-01-01">a</del> <ins>b</ins>',
      '<del datetime="2024-01-01">a</del> <ins>b</ins>',
    ],
    ["<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"],
    [
      "<figure><img src=/a.png alt=a><figcaption>c</figcaption></figure>",
      "<figcaption>c</figcaption>",
    ],
    ['<p lang="fr" dir="ltr">Bonjour</p>', '<p lang="fr" dir="ltr">Bonjour</p>'],
  ])("%s stays", async (source, expected) => {
    expect(await htmlOf(source)).toContain(expected);
  });

  test.each([
    ['<div style="color:red" class="x" onclick="y()" data-x="1">a</div>', "<div>a</div>"],
    ["a <font color=red>b</font> <blink>c</blink>", "<p>a b c</p>"],
    ["a<!-- hidden -->b", "<p>ab</p>"],
    [
      '<form action="/x"><button formaction="/y">b</button><input name="z" type="text"></form>',
      'b<input type="checkbox"',
    ],
    ["<iframe src='https://example.com'></iframe>\n\na", "\n<p>a</p>"],
    ["a <script>alert(1)</script> b", "<p>a  b</p>"],
    ["<style>p { color: red }</style>\n\na", "\n<p>a</p>"],
    [
      "<svg><script>alert(1)</script><style></style><a xlink:href='javascript:x'>t</a></svg>\n\na",
      "\n<p>a</p>",
    ],
    [
      "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>\n\na",
      "a</p>",
    ],
    ["<td>a</td> <li>b</li> <summary>c</summary>", "c"],
  ])("%s loses what is not for authors", async (source, expected) => {
    const html = await htmlOf(source);
    expect(html).toContain(expected);
    expect(html).not.toMatch(
      /style|class|onclick|onerror|data-|script|iframe|form|<td|<li|<summary|svg|math/,
    );
  });

  test.each([
    "title",
    "textarea",
    "script",
    "template",
    "select",
    "plaintext",
    "xmp",
    "noembed",
    "iframe",
  ])("a forgotten <%s> shows, and does not swallow the rest", async (name) => {
    const html = await htmlOf(`The <${name}> element.\n\nThe *rest*.`);
    expect(html).toContain(`&#x3C;${name}`);
    expect(html).toContain("<p>The <em>rest</em>.</p>");
  });

  test("ids and names cannot shadow the page's", async () => {
    const html = await htmlOf('<p id="main">a</p>\n\n<a name="cookie" id="cookie">b</a>');
    expect(idsOf(html)).toEqual(["user-content-main", "user-content-cookie"]);
    expect(html).toContain('name="user-content-cookie"');
  });
});

describe("what is known of a post", () => {
  test("text, words, minutes and an excerpt", async () => {
    const post = await renderPost(
      "# Title\n\n![only](/image.png)\n\nFirst *paragraph*[^1].\n\n> [!TIP]\n> Tip.\n\n[^1]: Note.",
    );
    expect(post.text.split(/\s*\n\s*/)).toEqual(["Title", "First paragraph.", "Tip.", "Note."]);
    expect(post.wordCount).toBe(5);
    expect(post.readingMinutes).toBe(1);
    expect(post.excerpt).toBe("First paragraph.");
  });

  test("a post may say nothing at all", async () => {
    expect(await renderPost("<!-- -->")).toEqual({
      html: "",
      outline: [],
      text: "",
      wordCount: 0,
      readingMinutes: 1,
      excerpt: "",
      hints: [],
    });
  });

  test("line breaks of any system give the same post", async () => {
    const source = "# A\n\nb\nc\n\n```js\nd\n```\n";
    const post = await renderPost(source);
    expect(await renderPost(source.replaceAll("\n", "\r\n"))).toEqual(post);
    expect(await renderPost(source.replaceAll("\n", "\r"))).toEqual(post);
    expect(await renderPost(source)).toEqual(post);
  });
});

function levels(html: string): (string | undefined)[] {
  return Array.from(html.matchAll(/<(h\d)/g), ([, name]) => name);
}

function idsOf(html: string): (string | undefined)[] {
  return Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
}
