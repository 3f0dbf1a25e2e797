import { addCodeFigures } from "./code.ts";
import { addLinkRelations } from "./links.ts";
import { parseComment, writeHtml } from "./parse.ts";
import type { RenderOptions } from "./post.ts";
import { readableText } from "./summary.ts";

/** A comment's Markdown, as HTML and as the text a reader sees. */
export type RenderedComment = { html: string; text: string };

const relations = ["nofollow", "ugc", "noopener"];

/** Renders a comment in this thread. Throws MarkdownTooComplexError. */
export async function renderCommentHere(
  source: string,
  options: RenderOptions = {},
): Promise<RenderedComment> {
  const tree = parseComment(source);
  addLinkRelations(tree, { external: relations, internal: relations });
  const text = readableText(tree);
  options.onParsed?.();
  await addCodeFigures(tree, { highlight: options.highlight ?? true });
  return { html: writeHtml(tree), text };
}
