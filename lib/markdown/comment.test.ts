import { describe, expect, test } from "vitest";
import { renderCommentHere } from "./comment.ts";

async function htmlOf(source: string): Promise<string> {
  return (await renderCommentHere(source)).html;
}

describe("a comment", () => {
  test("may use emphasis, code, lists, quotes and strikethrough", async () => {
    expect(await htmlOf("*a* **b** `c` ~~d~~\n\n> e\n\n- f\n\n2. g")).toBe(
      "<p><em>a</em> <strong>b</strong> <code>c</code> <del>d</del></p>\n" +
        "<blockquote>\n<p>e</p>\n</blockquote>\n" +
        "<ul>\n<li>f</li>\n</ul>\n" +
        '<ol start="2">\n<li>g</li>\n</ol>',
    );
  });

  test("has its code highlighted", async () => {
    const html = await htmlOf("```js\nconst a = 1;\n```");
    expect(html).toContain('<figure class="code" data-language="js">');
    expect(html).toContain('<span class="tok-keyword">const</span>');
  });

  test("vouches for none of its links, wherever they lead", async () => {
    const rel = 'rel="nofollow ugc noopener"';
    expect(
      await htmlOf("[a](https://example.com/) [b](/b) https://c.example [d](mailto:d@e.example)"),
    ).toBe(
      `<p><a href="https://example.com/" ${rel}>a</a> <a href="/b" ${rel}>b</a> ` +
        `<a href="https://c.example" ${rel}>https://c.example</a> <a href="mailto:d@e.example" ${rel}>d</a></p>`,
    );
  });

  test.each([
    ["# not a heading", "<p># not a heading</p>"],
    ["Not a heading\n===", "<p>Not a heading\n===</p>"],
    ["---", "<p>---</p>"],
    ["a <b>c</b> <!-- d -->", "<p>a &#x3C;b>c&#x3C;/b> &#x3C;!-- d --></p>"],
    ["<div>\n\n*a*\n\n</div>", "<p>&#x3C;div></p>\n<p><em>a</em></p>\n<p>&#x3C;/div></p>"],
    ["|a|\n|-|", "<p>|a|\n|-|</p>"],
    ["- [ ] a", "<ul>\n<li>[ ] a</li>\n</ul>"],
    ["[^1]\n\n[^1]: note", "<p>[^1]</p>\n<p>[^1]: note</p>"],
    [
      "[a]: https://example.com",
      '<p>[a]: <a href="https://example.com" rel="nofollow ugc noopener">https://example.com</a></p>',
    ],
  ])("%j stays as it was typed", async (source, html) => {
    expect(await htmlOf(source)).toBe(html);
  });

  test("shows a link in place of an image", async () => {
    expect(await htmlOf("![cat](https://example.com/cat.png)")).toBe(
      '<p>!<a href="https://example.com/cat.png" rel="nofollow ugc noopener">cat</a></p>',
    );
  });

  test("is also known as text", async () => {
    expect((await renderCommentHere("Hello *world*.\n\n> quote")).text).toBe(
      "Hello world.\n\nquote",
    );
  });
});
