import type { RenderedComment } from "./markdown/comment.ts";
import type { Pictures } from "./markdown/figures.ts";
import { assertPlausible } from "./markdown/plausible.ts";
import type { RenderedPost } from "./markdown/post.ts";
import { renderInThread } from "./markdown/thread.ts";

export type { RenderedComment } from "./markdown/comment.ts";
export { MarkdownTooComplexError } from "./markdown/limits.ts";
export type { RenderedPost } from "./markdown/post.ts";

/**
 * A post's Markdown (GFM, footnotes, alerts, the safe part of HTML) as sanitized HTML with
 * highlighted code, and what is known of it; images of `pictures` (uploads, by digest) get their size
 * and narrower copies. Never throws for odd input, but
 * MarkdownTooComplexError for a text that takes too long (see renderInThread).
 */
export async function renderMarkdown(
  source: string,
  pictures: Pictures = {},
): Promise<RenderedPost> {
  assertPlausible(source);
  return (await renderInThread("post", source, pictures)) as RenderedPost;
}

/**
 * A comment's Markdown (paragraphs, emphasis, code, links, lists, quotes) as sanitized HTML, and its
 * text. Anything else stays text as typed. Throws MarkdownTooComplexError as renderMarkdown does.
 */
export async function renderComment(source: string): Promise<RenderedComment> {
  assertPlausible(source);
  return (await renderInThread("comment", source)) as RenderedComment;
}
