import type { Element, ElementContent, Nodes, Root } from "hast";
import type { Root as MdastRoot } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { type FenceInfo, readFence } from "./fence.ts";
import { highlightLines, knownLanguage } from "./highlighter.ts";

const largestBlock = 50_000;
const largestTotal = 250_000;
const mostLanguages = 20;
const longestTitle = 200;

/** Writes each fence's info string where it survives the way through HTML: an attribute of its code. */
export function keepFenceMeta(tree: MdastRoot): void {
  visit(tree, "code", (node) => {
    if (node.meta) node.data = { ...node.data, hProperties: { dataMeta: node.meta } };
  });
}

/**
 * Makes each block of code a figure with its language, its file name, and highlighted words and
 * lines. An unknown language, a block over 50 KB, and what exceeds 250 KB or 20 languages in one
 * text stay plain; `highlight: false` leaves all plain. `onCode` hears when there is any.
 */
export async function addCodeFigures(
  tree: Root,
  { highlight, onCode }: { highlight: boolean; onCode?: (() => void) | undefined },
): Promise<void> {
  const blocks = codeBlocks(tree);
  if (blocks.length > 0) onCode?.();
  const languages = new Set<string>();
  let total = 0;
  for (const { pre, code, wrap } of blocks) {
    const fence = readFence(languageOf(code), String(code.properties.dataMeta ?? ""));
    wrap(figureOf(pre, fence));
    pre.properties = { tabIndex: 0 };
    code.properties = isName(fence.language) ? { className: [`language-${fence.language}`] } : {};

    const text = textOf(code).replace(/\n$/, "");
    const language = knownLanguage(fence.language);
    total += text.length;
    if (language) languages.add(language);
    const within =
      text.length <= largestBlock && total <= largestTotal && languages.size <= mostLanguages;
    if (highlight && language && within) {
      code.children = joinLines(await highlightLines(text, language), fence);
    } else if (code.children.every((child) => child.type === "text")) {
      // What its author has marked up by hand keeps the marks; the rest is lines of text.
      const lines = fence.anyMarked ? text.split("\n") : [text];
      code.children = joinLines(
        lines.map((value) => [{ type: "text", value }]),
        fence,
      );
    }
  }
}

type CodeBlock = { pre: Element; code: Element; wrap: (figure: Element) => void };

function codeBlocks(tree: Root): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  visit(tree, "element", (node, index, parent) => {
    if (node.tagName !== "pre" || !parent || index === undefined) return;
    const [code, another] = node.children;
    if (code?.type !== "element" || code.tagName !== "code" || another) return SKIP;
    const wrap = (figure: Element) => {
      parent.children[index] = figure;
    };
    blocks.push({ pre: node, code, wrap });
    return SKIP;
  });
  return blocks;
}

function figureOf(pre: Element, { language, title }: FenceInfo): Element {
  const caption: Element = {
    type: "element",
    tagName: "figcaption",
    properties: {},
    children: [{ type: "text", value: title.slice(0, longestTitle) }],
  };
  return {
    type: "element",
    tagName: "figure",
    properties: { className: ["code"], ...(isName(language) && { dataLanguage: language }) },
    children: title ? [caption, pre] : [pre],
  };
}

/** Puts lines together; a marked one holds its line break, so that it can be a block of its own. */
function joinLines(lines: ElementContent[][], { marked }: FenceInfo): ElementContent[] {
  const joined: ElementContent[] = [];
  for (const [index, line] of lines.entries()) {
    const end: ElementContent[] = index < lines.length - 1 ? [{ type: "text", value: "\n" }] : [];
    const children = [...line, ...end];
    if (!marked(index + 1)) joined.push(...children);
    else {
      const properties = { className: ["line", "marked"] };
      joined.push({ type: "element", tagName: "span", properties, children });
    }
  }
  return joined;
}

function languageOf(code: Element): string {
  const names = Array.isArray(code.properties.className) ? code.properties.className : [];
  const name = names.find((each) => String(each).startsWith("language-"));
  return String(name ?? "").slice("language-".length);
}

function isName(language: string): boolean {
  return /^[\w+#.-]{1,40}$/.test(language);
}

function textOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
