/* What the components of a post are given: the API's views, by the same names. */

export interface AuthorView {
  handle: string;
  name: string;
  image: string | null;
}

export interface TagView {
  slug: string;
  name: string;
}

export interface CoverView {
  url: string;
  alt: string;
  width: number;
  height: number;
}

export interface PostSummaryView {
  id: string;
  slug: string;
  title: string;
  excerpt: string;
  /** Whether the author wrote the excerpt, or the first paragraph stands in for it. */
  excerptFrom: "author" | "body";
  status: "draft" | "scheduled" | "published" | "trashed";
  version: number;
  cover: CoverView | null;
  tags: readonly TagView[];
  author: AuthorView;
  coAuthors: readonly AuthorView[];
  publishedAt: string | null;
  updatedAt: string;
  readingMinutes: number;
  commentCount: number;
  url: string;
}

export interface OutlineEntryView {
  depth: 2 | 3;
  id: string;
  text: string;
}
