import { z } from "zod";
import { draftView } from "#domain/drafts/schema";
import { exampleIds } from "#domain/reference";
import { tagRef, tagSlug } from "#domain/tags/schema";
import { authorView, handle } from "#domain/users/schema";
import {
  commaList,
  fieldsOf,
  id,
  instant,
  listOf,
  paging,
  startingAt,
  timestamp,
  version,
  webAddress,
} from "#lib/fields";
import { hintKinds } from "#lib/markdown/hint-kinds";
import { isSlug, RESERVED_SLUGS } from "#lib/slug";
import { line, prose, searchText } from "#lib/text";

export const postStatuses = ["draft", "scheduled", "published", "trashed"] as const;

const slug = z
  .string()
  .max(96)
  .refine(isSlug, "Use small letters, digits and single hyphens, and not the form of a UUID.")
  .refine((text) => !RESERVED_SLUGS.has(text), "This word is reserved for the blog itself.")
  .meta({
    description:
      "Small letters, digits and single hyphens; not a word that the blog needs, nor like a UUID.",
    examples: ["hello-from-a-program"],
  });

/** What an author may write about a post, and the limits of it (in characters). */
const editable = {
  title: line({ min: 1, max: 200 }),
  body: prose({ min: 1, max: 1_000_000 }).describe("Markdown."),
  slug,
  excerpt: line({ min: 1, max: 500 }).nullable(),
  tags: z
    .array(line({ min: 1, max: 60 }))
    .max(20, "At most 20 tags.")
    .describe("Names or slugs; new ones are made."),
  cover: id.nullable().describe("The id of an upload of the owner's."),
  coAuthors: z.array(handle).max(10, "At most 10 co-authors.").describe("Their handles."),
  canonicalUrl: webAddress.nullable(),
  seoTitle: line({ min: 1, max: 200 }).nullable(),
  seoDescription: line({ min: 1, max: 500 }).nullable(),
  commentsOpen: z.boolean(),
};

/** `slug` is optional everywhere: it is made from the title once, and stays unless one changes it. */
const { title, body, ...rest } = editable;
const details = z.object(rest).partial().shape;

export const createPostInput = z.strictObject({
  title,
  body,
  ...details,
  status: z.enum(["draft", "scheduled", "published"]).default("draft"),
  publishedAt: instant.optional(),
  scheduledFor: instant.optional(),
});

/** When a post that is not published shall be: with a time it is scheduled, with null a draft again. */
const schedule = {
  status: z.literal("scheduled").optional(),
  scheduledFor: instant.nullable().optional(),
};

/** The working copy that a save makes of: it is taken away with it. */
const draftVersion = version.optional();

export const updatePostInput = z.strictObject({
  id,
  version: version.optional(),
  title: title.optional(),
  body: body.optional(),
  ...details,
  publishedAt: instant.optional(),
  ...schedule,
  draftVersion,
});

/** Replace: what is not said goes back to its default, but for the slug, which is an address. */
export const replacePostInput = z.strictObject({
  id,
  version: version.optional(),
  title,
  body,
  slug: details.slug,
  excerpt: editable.excerpt.default(null),
  tags: editable.tags.default([]),
  cover: editable.cover.default(null),
  coAuthors: editable.coAuthors.default([]),
  canonicalUrl: editable.canonicalUrl.default(null),
  seoTitle: editable.seoTitle.default(null),
  seoDescription: editable.seoDescription.default(null),
  commentsOpen: editable.commentsOpen.default(true),
  publishedAt: instant.optional(),
  ...schedule,
  draftVersion,
});

export const changePostInput = z.strictObject({ id, version: version.optional() });

/** Now, or `at` a later time. */
export const publishPostInput = changePostInput.extend({ at: instant.optional() });

/** What the clock did: the post it took care of, or null when there is none left. */
export const clockView = z.object({ id: z.string().nullable() });

export const deletePostInput = z.strictObject({
  id,
  version: version.optional(),
  permanent: z.boolean().default(false),
});

export const postSorts = [
  "-publishedAt",
  "publishedAt",
  "-updatedAt",
  "title",
  "scheduledFor",
] as const;

export const previewInput = z.strictObject({
  title: line({ min: 0, max: 200 }).optional(),
  body: prose({ min: 0, max: 1_000_000 }),
});

const outlineEntry = z.object({
  depth: z.union([z.literal(2), z.literal(3)]),
  id: z.string(),
  text: z.string(),
});

const hint = z.object({
  kind: z
    .enum(hintKinds)
    .describe(
      "An image without a description, a heading more than one level below the one before, “TK” left in the text, a link without words, or an address that is dropped because of its scheme.",
    ),
  line: z.int().describe("Of the Markdown, from 1."),
  message: z.string().describe("For a person."),
});

export type PostHint = z.output<typeof hint>;

export const previewView = z
  .object({
    html: z.string(),
    outline: z.array(outlineEntry),
    wordCount: z.int(),
    readingMinutes: z.int(),
    hints: z.array(hint).describe("What to mend before others read it; the first hundred."),
  })
  .meta({
    id: "Preview",
    examples: [
      {
        html: '<h2 id="words">Words</h2>\n<p>and <em>more</em> of them</p>',
        outline: [{ depth: 2, id: "words", text: "Words" }],
        wordCount: 5,
        readingMinutes: 1,
        hints: [],
      },
    ],
  });

export const coverView = z
  .object({
    id: z.string().describe("The upload's."),
    url: z.string(),
    alt: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    width: z.int().describe("Pixels."),
    height: z.int().describe("Pixels."),
  })
  .meta({
    id: "Cover",
    examples: [
      {
        id: exampleIds.upload,
        url: "/demo/welcome-to-duet.svg",
        alt: "Two doors",
        mediaType: "image/svg+xml",
        bytes: 2048,
        width: 1600,
        height: 900,
      },
    ],
  });

const summary = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  excerpt: z.string(),
  excerptFrom: z
    .enum(["author", "body"])
    .describe("Whether the author wrote the excerpt, or the first paragraph stands in for it."),
  status: z.enum(postStatuses),
  version: z.int(),
  cover: coverView.nullable(),
  tags: z.array(tagRef),
  author: authorView,
  coAuthors: z.array(authorView),
  publishedAt: timestamp.nullable(),
  scheduledFor: timestamp.nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
  wordCount: z.int(),
  readingMinutes: z.int(),
  commentCount: z.int(),
  reactionCounts: z.record(z.string(), z.int()).describe("How many of each kind."),
  commentsOpen: z.boolean(),
  canonicalUrl: z.string().nullable(),
  seoTitle: z.string().nullable(),
  seoDescription: z.string().nullable(),
  url: z.string().describe("The path of its page."),
});

export const exampleSummary = {
  id: exampleIds.post,
  slug: "hello-from-a-program",
  title: "Hello from a program",
  excerpt: "It works.",
  excerptFrom: "body",
  status: "draft",
  version: 1,
  cover: null,
  tags: [{ slug: "craft", name: "Craft" }],
  author: { handle: "ines", name: "Inês Duarte", image: null },
  coAuthors: [],
  publishedAt: null,
  scheduledFor: null,
  createdAt: "2026-05-03T10:00:00.000Z",
  updatedAt: "2026-05-03T10:00:00.000Z",
  wordCount: 2,
  readingMinutes: 1,
  commentCount: 0,
  reactionCounts: {},
  commentsOpen: true,
  canonicalUrl: null,
  seoTitle: null,
  seoDescription: null,
  url: "/posts/hello-from-a-program",
};

/** A post in a list. */
export const postSummary = summary.meta({ id: "PostSummary", examples: [exampleSummary] });
export type PostSummary = z.output<typeof postSummary>;

/** One post, whole. */
export const postView = summary
  .extend({
    body: z.string().describe("Markdown."),
    html: z.string().describe("The body, rendered and sanitized."),
    outline: z.array(outlineEntry).describe("Its headings."),
  })
  .meta({
    id: "Post",
    examples: [
      {
        ...exampleSummary,
        body: "It *works*.",
        html: "<p>It <em>works</em>.</p>",
        outline: [],
      },
    ],
  });
export type PostView = z.output<typeof postView>;

/** The same for who is about to change it, with the working copy. */
export const editablePostView = postView.extend({
  draft: draftView.nullable(),
  draftCover: coverView.nullable().describe("The cover that the working copy names."),
});
export type EditablePost = z.output<typeof editablePostView>;

/** A post in a list; with `include` its texts too. */
export const listedPost = summary
  .extend({
    body: z.string().optional().describe("Markdown; with `include=body`."),
    html: z.string().optional().describe("The body, rendered; with `include=html`."),
  })
  .meta({ id: "ListedPost", examples: [exampleSummary] });

export const postList = listOf(listedPost);

/** What a list may bring along. Authors, tags and counts are always there. */
export const postIncludes = ["author", "tags", "counts", "body", "html"] as const;

export const listPostsInput = z.strictObject({
  ...paging,
  status: z.enum(postStatuses).default("published"),
  tag: tagSlug.optional(),
  author: handle.optional(),
  q: searchText
    .optional()
    .describe("Words, as `/api/search` takes them; of the posts that match, the latest thousand."),
  since: startingAt
    .optional()
    .describe("Published (or, of other posts, last changed) from then on."),
  until: startingAt.optional().describe("Published (or last changed) before then."),
  sort: z.enum(postSorts).optional(),
  include: commaList(postIncludes)
    .optional()
    .describe(
      "What to bring along. Authors, tags and counts are always there; `body` and `html` are not.",
    ),
  fields: fieldsOf(listedPost),
});

/** By id, or by slug. */
export const postRef = z.strictObject({
  id: z.string().min(1).max(200).describe("Its id, or its slug."),
  fields: fieldsOf(postView),
});
