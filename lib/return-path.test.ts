import { describe, expect, test } from "vitest";
import { returnPath } from "#lib/return-path";

const site = "https://blog.example";

describe("returnPath", () => {
  test.each([
    ["/studio?tab=drafts#top", "/studio?tab=drafts#top"],
    ["https://blog.example/studio", "/studio"],
    ["studio", "/studio"],
  ])("keeps %j, which stays on the site", (given, expected) => {
    expect(returnPath(given, site, "/")).toBe(expected);
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "https://evil.example/studio",
    "http://blog.example/studio",
    "https://blog.example@evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    undefined,
    ["/studio"],
  ])("refuses %j, which leaves it", (given) => {
    expect(returnPath(given, site, "/")).toBe("/");
  });
});
