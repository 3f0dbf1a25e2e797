import { expect, test } from "vitest";
import { failurePage } from "#doors/failure-page";
import { errorWords } from "#lib/error-words";
import { themeScript } from "#lib/theme";

const notFound = `<html><head><link rel="stylesheet" href="/a.css"/><link rel="preload" as="script" href="/r.js"/><script>${themeScript}</script><script src="/a.js" async=""></script><title>Not found · Duet</title></head><body><main><p>Error <!-- -->404</p><h1>${errorWords[404].title}</h1><div class="x">${errorWords[404].message}</div><search class="y"><form></form></search></main><script>self.__next_f.push([1,"${errorWords[404].title}"])</script></body></html>`;

test("it is the page for what is not found, with other words, the request's id, and no script but the theme's", () => {
  expect(failurePage(notFound)("an-id").toString()).toBe(
    `<html><head><link rel="stylesheet" href="/a.css"/><script>${themeScript}</script><title>${errorWords[500].title}</title></head><body><main><p>Error 500</p><h1>${errorWords[500].title}</h1><div class="x">${errorWords[500].message} <a href="" class="link">Try again</a></div><p class="text-sm text-faint">Request <code class="font-mono text-muted select-all">an-id</code></p></main></body></html>`,
  );
});

test.each([
  "<title>Not found · Duet</title>",
  errorWords[404].title,
  errorWords[404].message,
  "404",
])("without %s it is not made", (part) => {
  expect(() => failurePage(notFound.replaceAll(part, ""))).toThrow(
    "The page for what is not found",
  );
});
