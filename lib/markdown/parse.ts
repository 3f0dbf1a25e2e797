import type { Root } from "hast";
import type { Root as MdastRoot } from "mdast";
import rehypeRaw from "rehype-raw";
import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { type Processor, unified } from "unified";
import "./edit-map.ts";
import { keepFenceMeta } from "./code.ts";
import type { Hint } from "./hint-kinds.ts";
import { hintsOf } from "./hints.ts";
import { assertOutput, assertTree, MarkdownTooComplexError } from "./limits.ts";
import { assertPlausible } from "./plausible.ts";
import { showUnclosedTags } from "./raw-html.ts";
import { commentSchema, postSchema } from "./schema.ts";

// What a comment does not know stays text as it was typed: "# 1" is a number, <b> an element's name.
const unknownToComments = [
  ...["headingAtx", "setextUnderline", "thematicBreak", "htmlFlow", "htmlText", "labelStartImage"],
  ...["definition", "table", "tasklistCheck"],
  ...["gfmFootnoteDefinition", "gfmFootnoteCall", "gfmPotentialFootnoteCall"],
];

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();
const commentMarkdown = unified().use(remarkParse).use(remarkGfm).use(withoutConstructs).freeze();

// Ids get their prefix from the sanitizer; connectFragments then mends the links to them.
const postHtml = unified()
  .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: "" })
  .freeze();
const commentHtml = unified().use(remarkRehype).freeze();
const rawHtml = unified().use(rehypeRaw).freeze();
const sanitizePost = unified().use(rehypeSanitize, postSchema).freeze();
const sanitizeComment = unified().use(rehypeSanitize, commentSchema).freeze();
const writer = unified().use(rehypeStringify).freeze();

/** A post's Markdown as a sanitized tree, and what to mend in it. Throws MarkdownTooComplexError. */
export function parsePost(source: string): { tree: Root; hints: Hint[] } {
  return guarded(() => {
    const tree = parse(markdown, source);
    showUnclosedTags(tree);
    const html = rawHtml.runSync(postHtml.runSync(tree)) as Root;
    assertTree(html);
    // Before what cannot stay is gone without a word.
    const hints = hintsOf(html);
    return { tree: sanitizePost.runSync(html) as Root, hints };
  });
}

/** A comment's Markdown (a small part of it) as a sanitized tree. Throws MarkdownTooComplexError. */
export function parseComment(source: string): Root {
  return guarded(() => {
    const html = commentHtml.runSync(parse(commentMarkdown, source)) as Root;
    return sanitizeComment.runSync(html) as Root;
  });
}

/** A tree as HTML. Throws MarkdownTooComplexError when it is far longer than any page. */
export function writeHtml(tree: Root): string {
  return assertOutput(writer.stringify(tree));
}

type Parser = { parse: (source: string) => MdastRoot };

function parse(parser: Parser, source: string): MdastRoot {
  const text = source.replace(/\r\n?/g, "\n");
  assertPlausible(text);
  const tree = parser.parse(text);
  assertTree(tree);
  keepFenceMeta(tree);
  return tree;
}

/** The parsers recurse: what is too deep for the stack is too deep for us. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new MarkdownTooComplexError("The text is nested too deeply.", { cause: error });
  }
}

function withoutConstructs(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ disable: { null: unknownToComments } });
}
