import { describe, expect, test } from "vitest";
import { renderPost } from "./post.ts";

async function htmlOf(source: string): Promise<string> {
  return (await renderPost(source)).html;
}

/** The code as a reader copies it: without the tags, entities decoded. */
function codeIn(html: string): string {
  const [, inner = ""] = /<code[^>]*>([\s\S]*)<\/code>/.exec(html) ?? [];
  return inner
    .replace(/<[^>]+>/g, "")
    .replaceAll("&#x3C;", "<")
    .replaceAll("&#x26;", "&");
}

describe("a block of code", () => {
  test("is a figure with its language, its words marked by kind", async () => {
    expect(await htmlOf('```ts\nconst a: string = "b"; // c\n```')).toBe(
      '<figure class="code" data-language="ts"><pre tabindex="0"><code class="language-ts">' +
        '<span class="tok-keyword">const</span> a<span class="tok-operator">: </span>' +
        '<span class="tok-type">string </span><span class="tok-operator">= </span>' +
        '<span class="tok-string">"b"</span>; <span class="tok-comment">// c</span>' +
        "</code></pre></figure>",
    );
  });

  test.each([
    ['```ts title="app/page.ts"', "app/page.ts"],
    ["```ts title='app/my page.ts' {1}", "app/my page.ts"],
    ["```ts {1} filename=app/page.ts", "app/page.ts"],
    ["```ts:app/page.ts", "app/page.ts"],
    ['```ts title="<b>&"', "&#x3C;b>&#x26;"],
  ])("%s is captioned", async (fence, caption) => {
    const html = await htmlOf(`${fence}\na\n\`\`\``);
    expect(html).toContain(`data-language="ts"><figcaption>${caption}</figcaption><pre`);
  });

  test("has its marked lines highlighted, each a block with its own line break", async () => {
    const html = await htmlOf("```txt {1,3-4}\na\nb\nc\nd\n```");
    expect(html).toContain(
      '<span class="line marked">a\n</span>b\n<span class="line marked">c\n</span><span class="line marked">d</span>',
    );
    expect(await htmlOf("```js{2}\na\nb()\n```")).toContain(
      '<span class="line marked"><span class="tok-function">b</span>()</span>',
    );
  });

  test.each(["{0}", "{9}", "{3-1}", "{x}", "{1-999999999}", "{}", "{-}", "{,}"])(
    "ignores the marks %s where there is no such line",
    async (marks) => {
      expect(codeIn(await htmlOf(`\`\`\`js ${marks}\na\nb\n\`\`\``))).toBe("a\nb");
    },
  );

  test.each(["zork", "text", "__proto__", "constructor", "c#+", "<b>", "日本"])(
    "of the language %s, which has no grammar, is plain",
    async (language) => {
      const html = await htmlOf(`\`\`\`${language}\nif (a < b) &c\n\`\`\``);
      expect(html).not.toContain("<span");
      expect(codeIn(html)).toBe("if (a < b) &c");
    },
  );

  test("without a language, or indented, is plain and says none", async () => {
    const plain = '<figure class="code"><pre tabindex="0"><code>a</code></pre></figure>';
    expect(await htmlOf("```\na\n```")).toBe(plain);
    expect(await htmlOf("    a")).toBe(plain);
  });

  test("may be empty", async () => {
    expect(await htmlOf("```js\n```")).toContain('<code class="language-js"></code>');
  });

  test.each(["sh", "console", "golang", "py", "C++", "yml", "jsx", "Dockerfile", "rb", "rs", "md"])(
    "is known by the name %s too",
    async (name) => {
      expect(await htmlOf(`\`\`\`${name}\n# if "a" # \`b\` \n\`\`\``)).toContain('class="tok-');
    },
  );

  test("keeps every character", async () => {
    const code = "<a href=\"x\">\n\t&amp; 'b'  \n\n\n  // ünï 🎉\n  $c `d` \\e";
    for (const language of ["html", "js", "md", "diff", "bash"]) {
      expect(codeIn(await htmlOf(`\`\`\`\`${language}\n${code}\n\`\`\`\``))).toBe(code);
    }
  });

  test("that is huge, or has one endless line, is plain but whole", async () => {
    const huge = "const a = 1;\n".repeat(4_000).trimEnd();
    const html = await htmlOf(`\`\`\`js\n${huge}\n\`\`\``);
    expect(html).not.toContain("<span");
    expect(codeIn(html)).toBe(huge);
    const line = "a".repeat(3_000);
    expect(codeIn(await htmlOf(`\`\`\`js\n${line}\n\`\`\``))).toBe(line);
  });

  test("of a twenty-first language in one post is plain", async () => {
    const names =
      "js ts py rb go rs c java php css html sql xml yaml toml json lua perl bash diff".split(" ");
    const html = await htmlOf(
      [...names, "swift"].map((name) => `\`\`\`${name}\nlet a = "b"\n\`\`\``).join("\n\n"),
    );
    expect(html.slice(html.indexOf('data-language="swift"'))).not.toContain("<span");
    expect(html.slice(0, html.indexOf('data-language="ts"'))).toContain("<span");
  });

  test("in an author's HTML is highlighted too, but keeps the author's own marks without a language", async () => {
    expect(await htmlOf('<pre><code class="language-js">const a = 1;\n</code></pre>')).toContain(
      '<span class="tok-keyword">const</span>',
    );
    expect(await htmlOf('<pre><code>$ npm <b style="color:red">ls</b></code></pre>')).toContain(
      "<code>$ npm <b>ls</b></code>",
    );
  });

  test("can be left without colors", async () => {
    const { html } = await renderPost("```js {1}\nlet a\n```", { highlight: false });
    expect(html).toContain(
      '<code class="language-js"><span class="line marked">let a</span></code>',
    );
  });
});
