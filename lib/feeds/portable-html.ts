import type { Element, ElementContent, Root } from "hast";
import { LRUCache } from "lru-cache";
import rehypeParse from "rehype-parse";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";

const reader = unified().use(rehypeParse, { fragment: true }).freeze();
const writer = unified().use(rehypeStringify).freeze();

/** What only our own pages know what to do with. */
const ours = ["className", "tabIndex", "loading", "decoding", "role", "sizes"];

/**
 * What was made already, by what it was made of: a feed has twenty posts, of which a write changes one,
 * and reading HTML is nearly all that a feed costs.
 */
const made = new LRUCache<string, string>({
  maxSize: 8 * 1024 * 1024,
  sizeCalculation: (portable, key) => key.length + portable.length,
});

/**
 * A post's HTML for who shows it elsewhere, such as a feed reader: addresses are absolute (`base` is
 * the post's own), and what needs our style sheet is gone: classes, colors of code, the marks beside
 * headings. Boxes to tick are characters.
 */
export function portableHtml(html: string, base: string): string {
  const key = `${base} ${html}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const portable = makeAllPortable(html, base);
  made.set(key, portable);
  return portable;
}

function makeAllPortable(html: string, base: string): string {
  const tree = reader.parse(html) as Root;
  visit(tree, "element", (node, index, parent) => {
    if (!parent || index === undefined) return;
    const instead = replaced(node);
    if (instead) {
      parent.children.splice(index, 1, ...instead);
      return [SKIP, index];
    }
    makePortable(node, base);
  });
  return writer.stringify(tree);
}

/** What stands in the place of an element that means something on our pages only. */
function replaced({ tagName, properties, children }: Element): ElementContent[] | null {
  const classes = Array.isArray(properties.className) ? properties.className.map(String) : [];
  if (tagName === "a" && classes.includes("anchor")) return [];
  if (tagName === "span" && classes.some((name) => name.startsWith("tok-"))) return children;
  if (tagName === "input") return [{ type: "text", value: properties.checked ? "☑" : "☐" }];
  return null;
}

function makePortable({ properties }: Element, base: string): void {
  for (const name of Object.keys(properties)) {
    if (ours.includes(name) || /^(?:data|aria)/.test(name)) delete properties[name];
  }
  for (const name of ["href", "src", "cite"]) {
    const value = properties[name];
    if (typeof value === "string") properties[name] = absolute(value, base);
  }
  const { srcSet } = properties;
  if (srcSet === undefined || srcSet === null) return;
  // Our own addresses have no commas or spaces in them.
  const candidates = (Array.isArray(srcSet) ? srcSet.join(",") : String(srcSet)).split(",");
  properties.srcSet = candidates
    .map((candidate) => {
      const [address = "", ...size] = candidate.trim().split(/\s+/);
      return [absolute(address, base), ...size].join(" ");
    })
    .join(", ");
}

/** An address as seen from a page; what is no address stays what it was. */
function absolute(address: string, base: string): string {
  return URL.canParse(address, base) ? new URL(address, base).href : address;
}
