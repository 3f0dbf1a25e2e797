import fc from "fast-check";
import { expect, test } from "vitest";
import { renderCommentHere } from "./comment.ts";
import { MarkdownTooComplexError } from "./limits.ts";
import { renderPost } from "./post.ts";

// Every element and attribute that may ever leave, whoever wrote them.
const elements = new Set(
  (
    "h2 h3 h4 h5 h6 p blockquote pre hr br div section ul ol li dl dt dd details summary figure " +
    "figcaption table thead tbody tfoot tr td th caption colgroup col img input a abbr b bdi cite " +
    "code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr aside"
  ).split(" "),
);
const attributes = new Set(
  (
    "id name href src alt title width height class lang dir rel role loading decoding align colspan " +
    "rowspan scope span start reversed type value checked disabled open cite datetime tabindex " +
    "aria-label aria-describedby data-language data-footnote-ref data-footnote-backref data-footnotes"
  ).split(" "),
);

/** What is wrong with a piece of HTML, read as tags are: everything but the allowed is. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const rest = html.replace(
    /<\/?([a-z][a-z0-9]*)((?:\s+[^\s=>"']+(?:="[^"]*")?)*)\s*>/g,
    (_, name, list) => {
      if (!elements.has(name)) faults.push(`<${name}>`);
      for (const [, attribute = "", value = ""] of list.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)) {
        if (!attributes.has(attribute)) faults.push(`${name}[${attribute}]`);
        if (!["href", "src", "cite"].includes(attribute)) continue;
        // As a browser resolves it, entities and all.
        const address = decode(value);
        const url = URL.parse(address, "https://blog.example/posts/a");
        if (url && !["http:", "https:", "mailto:"].includes(url.protocol)) faults.push(address);
        if (/^\s*[/\\]{2}/.test(address)) faults.push(address);
      }
      return "";
    },
  );
  if (rest.includes("<")) faults.push(rest.slice(rest.indexOf("<"), rest.indexOf("<") + 40));
  return faults;
}

function decode(value: string): string {
  return value
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll("&amp;", "&");
}

async function expectSafe(source: string): Promise<void> {
  for (const render of [renderPost, renderCommentHere]) {
    try {
      expect(faultsOf((await render(source)).html), JSON.stringify(source)).toEqual([]);
    } catch (error) {
      if (!(error instanceof MarkdownTooComplexError)) throw error;
    }
  }
}

test.each([
  "[a](javascript:alert(1))",
  "[a](JaVaScRiPt:alert(1))",
  "[a](javascript&colon;alert(1))",
  "[a](&#106;avascript:alert(1))",
  "[a](java&#10;script:alert(1))",
  "[a](<java\tscript:alert(1)>)",
  "[a](\u0001javascript:alert(1))",
  "[a](data:text/html,<script>alert(1)</script>)",
  "[a](vbscript:x)",
  "[a](file:///etc/passwd)",
  "[a](blob:https://x/y)",
  "![a](data:image/svg+xml;base64,PHN2Zz4=)",
  "![a](javascript:alert(1))",
  "<javascript:alert(1)>",
  "[a]: javascript:alert(1)\n\n[a]",
  '<a href="java\nscript:alert(1)">a</a>',
  '<a href=" javascript:alert(1)">a</a>',
  '<a href="&#1;javascript:alert(1)">a</a>',
  '<a href="javascript&#x3A;alert(1)">a</a>',
  '<a href="//evil.example">a</a>',
  '<a href="/\\evil.example">a</a>',
  '<a href="/\t/evil.example">a</a>',
  '<a href="\\\\evil.example">a</a>',
  "<img src=x onerror=alert(1)>",
  "<img src='x' onerror='alert(1)'//>",
  '<img """><script>alert(1)</script>">',
  "<svg/onload=alert(1)>",
  "<svg><animate onbegin=alert(1) attributeName=x></svg>",
  "<math><mi xlink:href='data:x,<script>alert(1)</script>'>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
  "<form action='javascript:alert(1)'><button>a</button></form>",
  "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>",
  "<link rel=stylesheet href=//evil.example/x.css><style>@import '//evil.example'</style>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "<textarea><p title='</textarea><img src=x onerror=alert(1)>'>",
  "<table><td background='javascript:alert(1)' style='x:expression(alert(1))'>a",
  "<details ontoggle=alert(1) open>a</details>",
  "<a href='https://x' target=_blank ping=//evil.example onclick=x>a</a>",
  "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
  "<!--><script>alert(1)</script>-->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "<?php <script>alert(1)</script> ?>",
  "```<script>\n<script>alert(1)</script>\n```",
  '```js title="<img src=x onerror=alert(1)>" {1}\n<img onerror=x>\n```',
  '```"><script>alert(1)</script>\na\n```',
  '<pre><code class="language-js" data-meta="title=&quot;<script>&quot;">a</code></pre>',
  "[^<script>]: a\n\n[^<script>]",
  '## <script>alert(1)</script> "><img onerror=x>',
  '![a](x "\\"><script>alert(1)</script>")',
  "> [!<script>]\n> a",
  "> [!constructor]\n> a",
  "|<script>|\n|-|\n|a|",
])("%s does no harm", expectSafe);

test("no text does harm: pieces of attacks in any order", async () => {
  const piece = fc.constantFrom(
    ..."<script>|</script>|<img src=x onerror=alert(1)>|javascript:|alert(1)|<a href=|\"|'|>|<|</|/>|<!--|-->|<svg>".split(
      "|",
    ),
    ..."</svg>|<math>|<style>|</style>|<title>|</title>|<textarea>|<template>|</template>|<table>|<td>|</table>".split(
      "|",
    ),
    ..."<p id=x>|<b>|</b>|onload=|=|&#x3A;|&colon;|`|```|\n|\n\n|    |> |- |1. |# |[|](|)|![|[^1]|[^1]: |]: |*|_|~~".split(
      "|",
    ),
    ..."|a|\n|-|\n^<svg/onload=x>^<![CDATA[^]]>^<?^?>^\0^\u2028^\t^\\^//evil.example^data:text/html,^<https://x>^{%^[!NOTE]".split(
      "^",
    ),
  );
  const source = fc.oneof(
    fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "binary", maxLength: 60 }),
    fc
      .array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 15 })
      .map((all) => all.join("")),
  );
  await fc.assert(fc.asyncProperty(source, expectSafe), { numRuns: 600 });
}, 60_000);
