import { expect, test } from "vitest";
import { portableHtml } from "#lib/feeds/portable-html";
import { renderPost } from "#lib/markdown/post";

const base = "https://blog.example/posts/one";
const portable = (html: string) => portableHtml(html, base);

test("addresses are absolute: of pages, places in this one, pictures and their copies", () => {
  expect(portable('<a href="/posts/two">x</a>')).toBe(
    '<a href="https://blog.example/posts/two">x</a>',
  );
  expect(portable('<a href="#end">x</a>')).toBe(`<a href="${base}#end">x</a>`);
  expect(portable('<a href="two?a=1&amp;b=2">x</a>')).toContain(
    "https://blog.example/posts/two?a=1",
  );
  expect(portable('<img src="/a.png" srcset="/a-1.png 100w, /b.png 200w" sizes="90vw">')).toBe(
    '<img src="https://blog.example/a.png" srcset="https://blog.example/a-1.png 100w, https://blog.example/b.png 200w">',
  );
  expect(portable('<a href="mailto:a@b.example">x</a>')).toBe('<a href="mailto:a@b.example">x</a>');
  expect(portable('<a href="http://[">x</a>')).toBe('<a href="http://[">x</a>');
});

test("what our own pages alone understand is gone, and no word with it", async () => {
  const { html } = await renderPost(
    "## Head\n\n```ts\nconst a = 1;\n```\n\n- [x] done\n- [ ] not yet\n\n> [!NOTE]\n> Mind.\n\nText[^1].\n\n[^1]: Foot.",
  );
  const text = portable(html);
  expect(text).not.toMatch(/class=|data-|tabindex|<input|aria-/);
  expect(text).toContain('<h2 id="head">Head</h2>');
  expect(text).toContain("const a = 1;");
  expect(text).toContain("☑ done");
  expect(text).toContain("☐ not yet");
  expect(text).toContain(`href="${base}#user-content-fn-1"`);
});
