import { expect, test } from "vitest";
import { inlineScripts, joinScripts } from "#lib/front/policy";
import { DATA_BEGINS, wakingScript, withWaiting } from "#lib/front/waking";

const page = `<html><head><link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/r.js"/><link rel="preload" as="font" href="/f.woff2"/><script src="/_next/static/chunks/a.js" async=""></script><script src="/_next/static/chunks/old.js" noModule=""></script></head><body><p>Words</p><script src="/_next/static/chunks/r.js" id="_R_" async=""></script></body></html>`;

test("scripts that may run at any time wait, and nothing fetches them ahead", () => {
  expect(withWaiting(page)).toBe(
    `<html><head><link rel="preload" as="font" href="/f.woff2"/><script type="text/plain" data-later="/_next/static/chunks/a.js"></script><script src="/_next/static/chunks/old.js" noModule=""></script><script>${wakingScript}</script></head><body><p>Words</p><script type="text/plain" data-later="/_next/static/chunks/r.js" id="_R_"></script></body></html>`,
  );
});

test("what wakes them is a script that the policy of the page knows", () => {
  const { sources, others } = inlineScripts(withWaiting(page));
  expect(sources).toHaveLength(1);
  expect(others).toEqual([]);
});

test("the data for React waits with them, as one script of the same words, and stays in the policy", () => {
  const data = `<script>${DATA_BEGINS}</script><script>self.__next_f.push([1,"0:$&"])</script>`;
  const html = joinScripts(page.replace("</body>", () => `${data}</body>`));
  const waiting = withWaiting(html);
  const words = `${DATA_BEGINS}\nself.__next_f.push([1,"0:$&"])`;
  expect(waiting).toContain(`<script type="text/plain" data-later="">${words}</script>`);
  expect(inlineScripts(html).sources).toHaveLength(1);
  expect(inlineScripts(waiting).sources).toEqual(
    expect.arrayContaining(inlineScripts(html).sources),
  );
  expect(inlineScripts(waiting).others).toEqual([]);
});

test.each([
  ["without a head", '<p>Words</p><script src="/_next/static/a.js" async=""></script>'],
  ["without scripts", "<html><head></head><body>Words</body></html>"],
  ["with a script that has its moment", '<head></head><script src="/_next/static/a.js"></script>'],
  ["with somebody else's script", '<head></head><script src="//other/a.js" async=""></script>'],
])("a page %s stays as it is", (_, html) => {
  expect(withWaiting(html)).toBe(html);
});
