import { expect, test } from "vitest";
import { cleanAddress } from "./links.ts";

const schemes = new Set(["http", "https", "mailto"]);

test.each([
  ["https://example.com/a?b#c", "https://example.com/a?b#c"],
  ["HTTPS://example.com", "HTTPS://example.com"],
  ["mailto:a@example.com", "mailto:a@example.com"],
  ["/a", "/a"],
  ["a/b.png", "a/b.png"],
  ["../a", "../a"],
  ["?a=b:c", "?a=b:c"],
  ["#a", "#a"],
  ["", ""],
  ["a/b:c", "a/b:c"],
  ["//example.com/a", "https://example.com/a"],
  ["\\\\example.com", "https://example.com"],
  ["/\\example.com", "https://example.com"],
  ["/\t/example.com", "https://example.com"],
  [" \u0000//example.com", "https://example.com"],
  ["\\a", "/a"],
  [" \u0001https://example.com \u001f", "https://example.com"],
  ["htt\nps://example.com", "https://example.com"],
])("%j is %j", (address, clean) => {
  expect(cleanAddress(address, schemes)).toBe(clean);
});

test.each([
  "javascript:alert(1)",
  "JAVASCRIPT:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "java\tscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "file:///etc/passwd",
  "tel:1",
  "web+x:y",
])("%j is refused", (address) => {
  expect(cleanAddress(address, schemes)).toBeUndefined();
});
