import type { Element, ElementContent, Nodes, Root } from "hast";
import { toText } from "hast-util-to-text";

const wordsPerMinute = 220;
const excerptLength = 160;

/** The text a reader sees in a node, without what we add: marks of footnotes, titles of alerts. */
export function readableText(node: Nodes): string {
  return toText(withoutAdditions(node))
    .replace(/\u00a0/g, " ")
    .trim();
}

/** The number of words, also in scripts that put no spaces between them (UAX #29 with dictionaries). */
export function countWords(text: string): number {
  // One locale for all: the answer must not depend on the machine's.
  const segmenter = new Intl.Segmenter("en", { granularity: "word" });
  let count = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count++;
  return count;
}

/** Minutes to read so many words, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute));
}

/** The first paragraph's text, cut near 160 characters; empty when the post has no text. */
export function excerptOf(tree: Root): string {
  const first =
    tree.children.find((node) => isElement(node, "p") && hasText(node)) ??
    firstWithin(tree, ["p"]) ??
    firstWithin(tree, ["li", "dd", "td", "div"]);
  return first ? cutAtWord(readableText(first).replace(/\s+/g, " "), excerptLength) : "";
}

/** A text of at most `max` characters: cut between words where there are any, and an ellipsis. */
export function cutAtWord(text: string, max: number): string {
  const characters = Array.from(text.length > max * 8 ? text.slice(0, max * 8) : text);
  if (characters.length <= max) return text;
  const head = characters.slice(0, max).join("");
  const space = head.lastIndexOf(" ");
  // A script without spaces, or one long address, is cut where it is full.
  const cut =
    space > head.length / 2 ? head.slice(0, space) : characters.slice(0, max - 1).join("");
  return `${cut.replace(/[\s,.;:–—-]+$/u, "")}…`;
}

function firstWithin(node: Root | Element, names: string[]): Element | undefined {
  for (const child of node.children) {
    if (child.type !== "element" || isAddition(child)) continue;
    if (["figure", "section", "pre"].includes(child.tagName)) continue;
    if (names.includes(child.tagName) && hasText(child)) return child;
    const found = firstWithin(child, names);
    if (found) return found;
  }
}

function hasText(node: Element): boolean {
  return readableText(node) !== "";
}

function isElement(node: Nodes, name: string): node is Element {
  return node.type === "element" && node.tagName === name;
}

function withoutAdditions<T extends Nodes>(node: T): T {
  if (!("children" in node)) return node;
  const children = (node.children as ElementContent[])
    .filter((child) => child.type !== "element" || !isAddition(child))
    .map(withoutAdditions);
  return { ...node, children };
}

function isAddition({ tagName, properties, children: [first] }: Element): boolean {
  if ("dataFootnoteBackref" in properties) return true;
  const names = Array.isArray(properties.className) ? properties.className : [];
  if (names.includes("alert-title") || names.includes("sr-only")) return true;
  return tagName === "sup" && first?.type === "element" && "dataFootnoteRef" in first.properties;
}
