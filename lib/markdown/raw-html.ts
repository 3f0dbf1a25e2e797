import type { Html, Nodes, Root } from "mdast";
import { stripped } from "./schema.ts";

const startTag = new RegExp(`<(?=(${stripped.join("|")})(?![a-z0-9-]))`, "gi");
const endTag = new RegExp(`</(${stripped.join("|")})(?![a-z0-9-])`, "gi");

/**
 * Shows as text the start tag of an element that is removed with its content, when its end tag is
 * missing: "the <title> element" of an author who forgot the backticks would swallow the rest of the
 * post.
 */
export function showUnclosedTags(node: Root | Nodes): void {
  if (!("children" in node)) return;
  const closedLater = new Set<string>();
  for (const child of node.children.toReversed()) {
    if (child.type === "html") showUnclosed(child, closedLater);
    else showUnclosedTags(child);
  }
}

/** `closedLater` holds the elements that end after this piece of HTML, and gets those that end in it. */
function showUnclosed(html: Html, closedLater: Set<string>): void {
  const lastEnds = new Map<string, number>();
  for (const { 1: name = "", index } of html.value.matchAll(endTag)) {
    lastEnds.set(name.toLowerCase(), index);
  }
  html.value = html.value.replace(startTag, (bracket: string, name: string, index: number) => {
    const element = name.toLowerCase();
    const closed = closedLater.has(element) || (lastEnds.get(element) ?? -1) > index;
    // Nothing ends a plaintext element.
    return closed && element !== "plaintext" ? bracket : "&lt;";
  });
  for (const element of lastEnds.keys()) closedLater.add(element);
}
