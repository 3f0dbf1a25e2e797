import type { Element, ElementContent } from "hast";
import { createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { type BundledLanguage, bundledLanguages } from "shiki/langs";
import { codeTheme, tokenClassOf } from "./code-theme.ts";

// Grammars stay in memory once loaded; nobody's text needs more than this of them at a time.
const mostLanguages = 60;
// A longer line is generated code, and the grammars' regular expressions were not made for it.
const longestLine = 2_000;

// Names people write that shiki does not know.
const otherNames: Record<string, BundledLanguage> = {
  console: "shellsession",
  "shell-session": "shellsession",
  terminal: "shellsession",
  golang: "go",
  node: "javascript",
  nodejs: "javascript",
  patch: "diff",
  conf: "ini",
  htm: "html",
};

let current: Promise<HighlighterCore> | undefined;

/** Shiki's name of a language, or undefined for one it has no grammar of (and for plain text). */
export function knownLanguage(name: string): BundledLanguage | undefined {
  if (Object.hasOwn(otherNames, name)) return otherNames[name];
  return Object.hasOwn(bundledLanguages, name) ? (name as BundledLanguage) : undefined;
}

/**
 * The lines of a code, each as spans with a class `tok-…` for what kind of word they are. The
 * grammar is loaded at the language's first use and kept.
 */
export async function highlightLines(
  code: string,
  language: BundledLanguage,
): Promise<ElementContent[][]> {
  const highlighter = await highlighterFor(language);
  const lines = highlighter.codeToTokensBase(code, {
    lang: language,
    theme: codeTheme.name,
    tokenizeMaxLineLength: longestLine,
    // No clock: the same code always looks the same. The renderer's deadline is the bound.
    tokenizeTimeLimit: 0,
  });
  return lines.map((tokens) => {
    const parts: ElementContent[] = [];
    for (const { content, color } of tokens) append(parts, content, tokenClassOf(color));
    return parts;
  });
}

async function highlighterFor(language: BundledLanguage): Promise<HighlighterCore> {
  current ??= newHighlighter();
  let highlighter = await current;
  if (highlighter.getLoadedLanguages().includes(language)) return highlighter;
  if (highlighter.getLoadedLanguages().length > mostLanguages) {
    highlighter.dispose();
    current = newHighlighter();
    highlighter = await current;
  }
  await highlighter.loadLanguage(bundledLanguages[language]);
  return highlighter;
}

function newHighlighter(): Promise<HighlighterCore> {
  const engine = createOnigurumaEngine(import("shiki/wasm"));
  return createHighlighterCore({ themes: [codeTheme], langs: [], engine });
}

/** Adds a token; neighbors of one kind, and white space after any, become one node. */
function append(parts: ElementContent[], value: string, className: string | undefined): void {
  const last = parts.at(-1);
  if (last?.type === "text" && (!className || value.trim() === "")) {
    last.value += value;
  } else if (last && isSpan(last) && (classOf(last) === className || value.trim() === "")) {
    const text = last.children[0];
    if (text?.type === "text") text.value += value;
  } else if (className && value.trim() !== "") {
    parts.push({
      type: "element",
      tagName: "span",
      properties: { className: [className] },
      children: [{ type: "text", value }],
    });
  } else {
    parts.push({ type: "text", value });
  }
}

function isSpan(node: ElementContent): node is Element {
  return node.type === "element" && node.tagName === "span";
}

function classOf({ properties }: Element): unknown {
  return Array.isArray(properties.className) ? properties.className[0] : undefined;
}
