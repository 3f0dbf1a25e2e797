import { expect, test } from "vitest";
import { chooseMedia } from "#lib/negotiate";

const json = "application/json";
const markdown = "text/markdown";
const html = "text/html";
const all = [json, markdown, html] as const;

test.each<[string | null, string | undefined]>([
  [null, json],
  ["", json],
  ["  ", json],
  ["*/*", json],
  ["application/json", json],
  ["APPLICATION/JSON", json],
  ["application/json; charset=utf-8", json],
  ['application/json;charset="utf-8";q=0.5', json],
  ["application/*", json],
  ["text/markdown", markdown],
  ["text/markdown; variant=GFM; charset=UTF-8", markdown],
  ["text/html", html],
  ["text/*", markdown],
  // A browser's.
  ["text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", html],
  ["text/markdown;q=0.4, text/html;q=0.6", html],
  ["text/markdown;q=0.6, text/html;q=0.4, application/json;q=0.1", markdown],
  ["text/html;q=0.5, */*;q=0.6", json],
  ["application/json;q=0, */*", markdown],
  ["text/*;q=0, */*", json],
  ["text/html;q=0.001", html],
  ["text/plain", undefined],
  ["application/xml, image/*", undefined],
  ["application/json;q=0", undefined],
  ["*/*;q=0", undefined],
  ["json", undefined],
  ["nonsense/*;q=x", undefined],
  [",,;;", undefined],
])("Accept: %s", (accept, chosen) => {
  expect(chooseMedia(accept, all)).toBe(chosen);
});

test("what is not offered is not sent", () => {
  expect(chooseMedia("text/html", [json])).toBeUndefined();
  expect(chooseMedia("text/html, */*;q=0.1", [json])).toBe(json);
});
