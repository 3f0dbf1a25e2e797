import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { inlineScripts, joinScripts } from "#lib/front/policy";
import { strangerPage, strangerScript } from "#lib/lab/stranger";
import { themeScript } from "#lib/theme";

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const begin = "(self.__next_f=self.__next_f||[]).push([0])";
const push = String.raw`self.__next_f.push([1,"0:{\"a\":\"\u003c/script>\"}\n"])`;
const turbopack =
  '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"otherChunks":["static/chunks/3-a_b.js"],"runtimeModuleIds":[94553]});';

test("the scripts of the theme, of the build and of the page's data are allowed", () => {
  const html = joinScripts(`<head><script>${themeScript}</script></head><body>
    <script src="/_next/a.js" async=""></script><script>${turbopack}</script>
    <script>${begin}</script><script>${push}</script><script>${push}</script>
    <script type="application/ld+json">{"@type":"Blog"}</script><script src="/b.js"></script></body>`);
  expect(html).toContain(`<script>${begin}\n${push}\n${push}</script>`);
  expect(inlineScripts(html)).toEqual({
    sources: [hash(themeScript), hash(turbopack), hash(`${begin}\n${push}\n${push}`)],
    others: [],
  });
});

test("of the lab's stranger its one script is allowed", () => {
  expect(inlineScripts(strangerPage)).toEqual({ sources: [hash(strangerScript)], others: [] });
});

test("what somebody wrote into the page is not allowed, even when it looks like the data", () => {
  const written = [
    "alert(1)",
    `${push}\nalert(1)`,
    `${begin}\nself.__next_f.push([alert(1)])`,
    turbopack.replace("static/chunks/3-a_b.js", "../media/x/y.js"),
    turbopack.replace("94553", "alert(1)"),
    "self.__next_f.push([1,alert(1)])",
    "self.__next_f.push([1]);alert(1);x([1])",
    `${themeScript};alert(1)`,
    "self.__next_f.push([`x`])",
  ];
  for (const text of written) {
    const { sources, others } = inlineScripts(`<p>Hello</p><script>${text}</script>`);
    expect(sources, text).toEqual([]);
    expect(others).toEqual([text]);
  }
  expect(inlineScripts("<SCRIPT>alert(1)</SCRIPT>").sources).toEqual([]);
  expect(inlineScripts("<script src=/x>alert(1)</script>")).toEqual({ sources: [], others: [] });
});
