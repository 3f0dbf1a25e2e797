import type { Nodes as HastNodes } from "hast";
import type { Nodes as MdastNodes } from "mdast";

const deepest = 100;
const mostNodes = 400_000;
const longestHtml = 10_000_000;

/** The source asks for more work than a text by a person ever does. Nothing is wrong with the server. */
export class MarkdownTooComplexError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = "MarkdownTooComplexError";
  }
}

/** Refuses a tree too deep to walk by recursion (as its tools do) or too large to keep. */
export function assertTree(tree: HastNodes | MdastNodes): void {
  const waiting: { node: HastNodes | MdastNodes; depth: number }[] = [{ node: tree, depth: 0 }];
  let count = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (++count > mostNodes) throw new MarkdownTooComplexError("The text has too many parts.");
    if (next.depth > deepest) throw new MarkdownTooComplexError("The text is nested too deeply.");
    if (!("children" in next.node)) continue;
    for (const node of next.node.children) waiting.push({ node, depth: next.depth + 1 });
  }
}

/** Refuses what a short source was blown up to (a long address used by a thousand references). */
export function assertOutput(html: string): string {
  if (html.length > longestHtml) throw new MarkdownTooComplexError("The page would be too long.");
  return html;
}
