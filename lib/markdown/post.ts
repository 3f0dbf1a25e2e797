import { addAlerts } from "./alerts.ts";
import { addCodeFigures } from "./code.ts";
import { addFigures, addTableRegions, addTaskLabels, type Pictures } from "./figures.ts";
import { addAnchors, arrangeHeadings, type OutlineEntry } from "./headings.ts";
import type { Hint } from "./hint-kinds.ts";
import { addLinkRelations, connectFragments } from "./links.ts";
import { parsePost, writeHtml } from "./parse.ts";
import { countWords, excerptOf, readableText, readingMinutes } from "./summary.ts";

/** A post's Markdown, as the page needs it. */
export type RenderedPost = {
  html: string;
  /** The headings of level two and three, for the contents list. */
  outline: OutlineEntry[];
  /** What a reader sees, without markup: for search. */
  text: string;
  wordCount: number;
  readingMinutes: number;
  /** The first paragraph, near 160 characters; empty for a post without text. */
  excerpt: string;
  /** What its author may want to mend, in reading order. */
  hints: Hint[];
};

/**
 * How to render: code can be left plain, `onParsed` hears when all but code is done, where there is any, and `pictures`
 * are the uploads that images may be of.
 */
export type RenderOptions = {
  highlight?: boolean;
  onParsed?: () => void;
  pictures?: Pictures;
};

/** Renders a post in this thread. Throws MarkdownTooComplexError. */
export async function renderPost(
  source: string,
  options: RenderOptions = {},
): Promise<RenderedPost> {
  const { tree, hints } = parsePost(source);
  addLinkRelations(tree, { external: ["noopener"], internal: [] });
  const outline = arrangeHeadings(tree);
  connectFragments(tree);
  addAlerts(tree);
  const excerpt = excerptOf(tree);
  const text = readableText(tree);
  const wordCount = countWords(text);
  addAnchors(tree);
  addFigures(tree, options.pictures);
  addTableRegions(tree);
  addTaskLabels(tree);
  await addCodeFigures(tree, {
    highlight: options.highlight ?? true,
    onCode: options.onParsed,
  });
  const html = writeHtml(tree);
  const minutes = readingMinutes(wordCount);
  return { html, outline, text, wordCount, readingMinutes: minutes, excerpt, hints };
}
