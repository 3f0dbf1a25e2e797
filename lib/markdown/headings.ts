import GithubSlugger, { slug } from "github-slugger";
import type { Element, Root } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { isBlank } from "#lib/text";
import { cutAtWord, readableText } from "./summary.ts";

/** An entry of the contents list: a heading of level two or three. */
export type OutlineEntry = { depth: 2 | 3; id: string; text: string };

// Ids that the page around the text has, or may have: a heading "Comments" becomes comments-1.
const pageIds = ["main", "content", "top", "header", "footer", "nav", "search", "menu", "comments"];

/**
 * Gives every heading an id, drops empty ones, and moves all by the same number of levels so that
 * the highest becomes h2: the page's title is its only h1, and no level is missing beneath it.
 * Returns the contents list.
 */
export function arrangeHeadings(tree: Root): OutlineEntry[] {
  const headings = collectHeadings(tree);
  const shift = 2 - Math.min(...headings.map(levelOf));
  const slugger = new GithubSlugger();
  for (const id of pageIds) slugger.slug(id);

  const outline: OutlineEntry[] = [];
  for (const heading of headings) {
    const depth = Math.min(6, levelOf(heading) + shift);
    const text = readableText(heading).replace(/\s+/g, " ");
    const short = text.slice(0, 100);
    const given = heading.properties.id;
    const id = typeof given === "string" ? given : slugger.slug(slug(short) ? short : "section");
    heading.tagName = `h${depth}`;
    heading.properties.id = id;
    if ((depth === 2 || depth === 3) && !isBlank(text))
      outline.push({ depth, id, text: cutAtWord(text, 200) });
  }
  return outline;
}

/** Adds to every heading a link to itself; its sign is the style sheet's, so that feeds show none. */
export function addAnchors(tree: Root): void {
  for (const heading of collectHeadings(tree)) {
    heading.children.push({
      type: "element",
      tagName: "a",
      properties: {
        className: ["anchor"],
        href: `#${heading.properties.id}`,
        ariaLabel: "Link to this section",
      },
      children: [],
    });
  }
}

/** The author's headings in reading order, without those that say nothing (they are removed). */
function collectHeadings(tree: Root): Element[] {
  const headings: Element[] = [];
  visit(tree, "element", (node, index, parent) => {
    // The heading of the footnotes is ours and stays what it is.
    if (node.tagName === "section" && "dataFootnotes" in node.properties) return SKIP;
    if (!/^h[1-6]$/.test(node.tagName)) return;
    if (isBlank(readableText(node)) && !containsImage(node)) {
      parent?.children.splice(index ?? 0, 1);
      return [SKIP, index ?? 0];
    }
    headings.push(node);
    return SKIP;
  });
  return headings;
}

function levelOf(heading: Element): number {
  return Number(heading.tagName[1]);
}

function containsImage(node: Element): boolean {
  return node.children.some(
    (child) => child.type === "element" && (child.tagName === "img" || containsImage(child)),
  );
}
