import type { Locator } from "@playwright/test";
import type { Client } from "../client.ts";
import { expect, test, unique } from "../fixtures.ts";

// What a post is on paper, in the reader's own colors, and for who wants nothing to move.

const body = `A [link](https://elsewhere.example/first) out, one [inside](/tags), \`code\` and ==marked==.

> [!NOTE]
> Said aside.

## A part

\`\`\`ts
const line = "${"a long line of code, ".repeat(20)}";
\`\`\`

## Another part

${"Words that fill a line. ".repeat(20)}
`;

async function published(author: Client) {
  const made = await author.post("/api/posts", {
    title: unique("On paper"),
    body,
    tags: ["on-paper"],
    status: "published",
  });
  return made.json as { id: string; url: string; title: string };
}

/** One computed property of an element, or of what stands before or after its words. */
const style = (element: Locator, name: string, pseudo?: string) =>
  element.evaluate(
    (node, [property, part]) => getComputedStyle(node, part).getPropertyValue(String(property)),
    [name, pseudo],
  );

test("on paper a post is its text, with the addresses of its links", async ({ api, guest }) => {
  const [author, page] = [api("author"), await guest()];
  const post = await published(author);
  await author.post(`/api/posts/${post.id}/comments`, { body: "Not for paper." });
  // As wide as A4 within its margins. Who reads at night prints in black all the same.
  await page.setViewportSize({ width: 640, height: 900 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto(post.url);
  await expect(page.getByRole("heading", { level: 1, name: post.title })).toBeVisible();
  await expect(page.getByText("Words that fill a line.").first()).toBeVisible();
  const screenOnly = ["banner", "contentinfo", "navigation", "textbox", "button"] as const;
  for (const role of screenOnly) await expect(page.getByRole(role), role).toHaveCount(0);
  for (const part of ["#comments", "#reactions", ".prose .anchor"]) {
    for (const each of await page.locator(part).all()) await expect(each, part).toBeHidden();
  }
  // What stands after its words is part of its name.
  const link = page.locator('.prose a[href^="https://elsewhere.example"]');
  expect(await style(link, "content", "::after")).toContain("https://elsewhere.example/first");
  const inside = page.getByRole("link", { name: "inside", exact: true });
  expect(await style(inside, "content", "::after")).toBe("none");
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const code = document.querySelector(".prose pre");
    return [scrollWidth - clientWidth, (code?.scrollWidth ?? 0) - (code?.clientWidth ?? 0)];
  });
  expect(wide, "nothing is cut off").toEqual([0, 0]);
  const onPaper = await style(page.locator("body"), "color");
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  expect(await style(page.locator("body"), "color"), "ink").toBe(onPaper);
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  expect(await style(page.locator("body"), "color"), "ink at night").not.toBe(onPaper);
});

test("in forced colors everything has an edge, and what is chosen is told", async ({ api, as }) => {
  const post = await published(api("author"));
  const page = await as("reader");
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(post.url);
  const like = page.getByRole("button", { name: "Like" });
  const love = page.getByRole("button", { name: "Love" });
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "true");
  const edged = [
    like,
    page.getByRole("button", { name: "Comment", exact: true }),
    page.getByRole("textbox", { name: "Add a comment" }),
    page.locator(".prose p > code"),
    page.locator(".prose .alert"),
  ];
  for (const each of edged) {
    expect(await style(each.first(), "border-top-style"), String(each)).toBe("solid");
    expect(await style(each.first(), "border-top-width"), String(each)).not.toBe("0px");
  }
  const theme = page.getByRole("group", { name: "Theme" });
  const [chosen, other] = [theme.getByTitle("system"), theme.getByTitle("dark")];
  const ground = await style(chosen, "background-color");
  expect(await style(other, "background-color")).not.toBe(ground);
  // It fades into it.
  await expect.poll(() => style(like, "background-color")).toBe(ground);
  expect(await style(love, "background-color")).not.toBe(ground);
  await page.keyboard.press("Tab");
  expect(await style(page.locator(":focus"), "outline-style")).toBe("solid");

  await page.goto("/tags");
  const places = page.getByRole("navigation", { name: "Main" });
  const [here, elsewhere] = [places.getByText("Tags"), places.getByText("Authors")];
  expect(await style(here, "text-decoration-line")).toBe("underline");
  expect(await style(elsewhere, "text-decoration-line")).toBe("none");
});

test("for who wants nothing to move, nothing does", async ({ guest }) => {
  const page = await guest();
  for (const reducedMotion of ["no-preference", "reduce"] as const) {
    await page.emulateMedia({ reducedMotion });
    await page.goto("/posts/writing-in-markdown");
    await page.keyboard.press("Tab");
    const longest = await page.evaluate(() => {
      const times = [...document.querySelectorAll("*")].flatMap((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return `${transitionDuration}, ${animationDuration}`.split(", ").map(Number.parseFloat);
      });
      return Math.max(...times);
    });
    const scrolls = await style(page.locator("html"), "scroll-behavior");
    // In seconds. Without the wish it moves, or this test would see nothing.
    if (reducedMotion === "reduce") expect([longest, scrolls]).toEqual([0.001, "auto"]);
    else expect([longest > 0.1, scrolls]).toEqual([true, "smooth"]);
  }
});
