import type { Metadata } from "next";
import type { PostView } from "#domain/posts/schema";
import { siteSettings } from "#domain/site/queries";
import type { TagView } from "#domain/tags/schema";
import type { ProfileView } from "#domain/users/schema";
import { authorCard, cardPicture, postCard, siteCard, tagCard } from "#doors/faces/cards";
import { headOf } from "#lib/head";

/** The address of a page of a list: the first is the list's own. */
const pageOf = (path: string, number: number) =>
  number === 1 ? path : `${path === "/" ? "" : path}/page/${number}`;

const titled = (title: string, number: number) =>
  number === 1 ? title : `${title}, page ${number}`;

/** The head of the front page and of the pages of older posts. */
export async function siteHead(number: number): Promise<Metadata> {
  const site = await siteSettings();
  const { title, description } = site;
  return {
    title: { absolute: number === 1 ? `${title}: ${description}` : `Page ${number} · ${title}` },
    ...headOf({
      path: pageOf("/", number),
      title,
      description,
      site: title,
      feeds: { base: "", title },
      picture: cardPicture("", siteCard(site)),
    }),
  };
}

export async function postHead(post: PostView): Promise<Metadata> {
  const site = await siteSettings();
  const names = [post.author, ...post.coAuthors];
  return {
    title: post.seoTitle ?? post.title,
    authors: names.map(({ name }) => ({ name })),
    ...headOf({
      path: post.url,
      canonical: post.canonicalUrl,
      title: post.seoTitle ?? post.title,
      description: post.seoDescription ?? post.excerpt,
      site: site.title,
      feeds: { base: "", title: site.title },
      article: {
        published: post.publishedAt,
        updated: post.updatedAt,
        authors: names.map(({ handle }) => `/authors/${handle}`),
        tags: post.tags.map(({ name }) => name),
      },
      picture: cardPicture(post.url, postCard(post, site)),
    }),
  };
}

export async function tagHead(tag: TagView, number: number): Promise<Metadata> {
  const site = await siteSettings();
  const title = titled(tag.name, number);
  return {
    title,
    ...headOf({
      path: pageOf(tag.url, number),
      title,
      description: `Posts about ${tag.name}.`,
      site: site.title,
      feeds: { base: tag.url, title: `${tag.name} · ${site.title}` },
      picture: cardPicture(tag.url, tagCard(tag, site)),
    }),
  };
}

export async function authorHead(author: ProfileView, number: number): Promise<Metadata> {
  const site = await siteSettings();
  const title = titled(author.name, number);
  return {
    title,
    ...headOf({
      path: pageOf(author.url, number),
      title,
      description: author.bio || `Posts by ${author.name}.`,
      site: site.title,
      feeds: { base: author.url, title: `${author.name} · ${site.title}` },
      picture: cardPicture(author.url, authorCard(author, site)),
    }),
  };
}

/** The head of a page of the blog that has no feed and no picture of its own. */
export async function otherHead(path: string, title: string, number = 1): Promise<Metadata> {
  const site = await siteSettings();
  return {
    title: titled(title, number),
    ...headOf({
      path: pageOf(path, number),
      title: titled(title, number),
      description: `${title} of ${site.title}.`,
      site: site.title,
      feeds: { base: "", title: site.title },
      picture: cardPicture("", siteCard(site)),
    }),
  };
}
