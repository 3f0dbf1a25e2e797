import { createHash } from "node:crypto";
import type { PostView } from "#domain/posts/schema";
import type { SiteView } from "#domain/site/schema";
import type { TagView } from "#domain/tags/schema";
import type { ProfileView } from "#domain/users/schema";
import { absoluteUrl } from "#lib/addresses";
import { type Card, cardSize } from "#lib/card-drawing";

/** Raised when the drawing itself changes: pictures are kept for good by who has them. */
const DRAWING = 1;

/** What the address of a picture says of what it shows: another picture has another address. */
export function cardDigest(card: Card): string {
  const text = JSON.stringify([DRAWING, card]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** A page's picture, as its head names it; `base` is the page's path, "" of the front page. */
export function cardPicture(base: string, card: Card) {
  const url = absoluteUrl(`${base}/og/${cardDigest(card)}.png`);
  return { url, ...cardSize, type: "image/png", alt: `${card.title}: ${card.line}` };
}

export function siteCard({ title, description }: SiteView): Card {
  return { site: title, kicker: "", title, line: description, cover: null };
}

export function postCard(post: Omit<PostView, "body" | "html" | "outline">, site: SiteView): Card {
  const names = [post.author, ...post.coAuthors].map(({ name }) => name);
  return {
    site: site.title,
    kicker: post.tags[0]?.name ?? "",
    title: post.title,
    line: names.join(", "),
    cover: post.cover?.url ?? null,
  };
}

export function tagCard({ name, postCount }: TagView, site: SiteView): Card {
  return { site: site.title, kicker: "Tag", title: name, line: posts(postCount), cover: null };
}

export function authorCard({ name, bio, postCount }: ProfileView, site: SiteView): Card {
  const line = bio.replace(/\s+/g, " ").trim() || posts(postCount);
  return { site: site.title, kicker: "Author", title: name, line, cover: null };
}

const posts = (count: number) => (count === 1 ? "One post" : `${count} posts`);
