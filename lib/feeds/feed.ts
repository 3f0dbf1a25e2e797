/** What a feed says, whatever its format. Addresses are absolute. */
export interface Feed {
  title: string;
  description: string;
  /** BCP 47. */
  language: string;
  /** The page that has the same posts. */
  page: string;
  /** The feed's own address. */
  self: string;
  items: FeedItem[];
}

export interface FeedItem {
  /** Stays what it is, wherever the post moves: a reader knows by it what it has shown. */
  id: string;
  url: string;
  /** Where the text stood first, if not here. */
  original: string | null;
  title: string;
  summary: string;
  /** The whole text, with absolute addresses. */
  html: string;
  published: Date;
  updated: Date;
  authors: { name: string; url: string; avatar: string | null }[];
  tags: { slug: string; name: string }[];
  picture: { url: string; type: string; bytes: number } | null;
}

/** When anything in the feed changed last; the beginning of time for an empty one. */
export function updatedAt({ items }: Feed): Date {
  return new Date(Math.max(0, ...items.map(({ updated }) => updated.getTime())));
}
