import { absoluteUrl } from "#lib/addresses";

/** Something as schema.org describes it, for `application/ld+json`. */
export type Described = { "@type": string; [property: string]: unknown };

interface SiteFacts {
  title: string;
  description: string;
  language: string;
}

interface PersonFacts {
  handle: string;
  name: string;
  image: string | null;
}

interface PostFacts {
  url: string;
  title: string;
  excerpt: string;
  publishedAt: string | null;
  updatedAt: string;
  wordCount: number;
  commentCount: number;
  author: PersonFacts;
  coAuthors: readonly PersonFacts[];
  tags: readonly { name: string }[];
  cover: { url: string; width: number; height: number; alt: string } | null;
}

/** The blog, who stands behind it, and how to search it. */
export function siteData({ title, description, language }: SiteFacts): Described[] {
  const url = absoluteUrl("/");
  const publisher = organization(title);
  const target = { "@type": "EntryPoint", urlTemplate: `${absoluteUrl("/search")}?q={q}` };
  return [
    { ...publisher, description },
    {
      "@type": "WebSite",
      "@id": `${url}#website`,
      url,
      name: title,
      description,
      inLanguage: language,
      publisher: { "@id": publisher["@id"] },
      potentialAction: { "@type": "SearchAction", target, "query-input": "required name=q" },
    },
  ];
}

function organization(name: string): Described {
  const url = absoluteUrl("/");
  return {
    "@type": "Organization",
    "@id": `${url}#organization`,
    name,
    url,
    logo: absoluteUrl("/icon.svg"),
  };
}

/** A post, for a page that shows it whole. */
export function postData(post: PostFacts, site: SiteFacts, picture: string): Described {
  const url = absoluteUrl(post.url);
  return {
    "@type": "BlogPosting",
    "@id": `${url}#post`,
    url,
    mainEntityOfPage: url,
    headline: post.title,
    description: post.excerpt,
    inLanguage: site.language,
    ...(post.publishedAt ? { datePublished: post.publishedAt } : {}),
    dateModified: post.updatedAt,
    author: [post.author, ...post.coAuthors].map(person),
    publisher: organization(site.title),
    keywords: post.tags.map(({ name }) => name),
    wordCount: post.wordCount,
    commentCount: post.commentCount,
    image: [...(post.cover ? [absoluteUrl(post.cover.url)] : []), picture],
  };
}

/** A page of the documentation. */
export function articleData(
  { path, title, description }: { path: string; title: string; description: string },
  site: SiteFacts,
  picture: string,
): Described {
  const url = absoluteUrl(path);
  return {
    "@type": "TechArticle",
    "@id": `${url}#article`,
    url,
    mainEntityOfPage: url,
    headline: title,
    description,
    // The documentation is in English, whatever the blog is in.
    inLanguage: "en",
    author: organization(site.title),
    publisher: organization(site.title),
    image: [picture],
  };
}

function person({ handle, name, image }: PersonFacts): Described {
  const url = absoluteUrl(`/authors/${handle}`);
  return {
    "@type": "Person",
    "@id": `${url}#person`,
    name,
    url,
    ...(image ? { image: absoluteUrl(image) } : {}),
  };
}

/** An author's own page. */
export function profileData(author: PersonFacts & { bio: string }): Described {
  return {
    "@type": "ProfilePage",
    url: absoluteUrl(`/authors/${author.handle}`),
    mainEntity: { ...person(author), ...(author.bio ? { description: author.bio } : {}) },
  };
}

/** The way to a page from the front page, which comes first by itself. */
export function breadcrumbs(...steps: { name: string; path: string }[]): Described {
  return {
    "@type": "BreadcrumbList",
    itemListElement: [{ name: "Home", path: "/" }, ...steps].map(({ name, path }, at) => ({
      "@type": "ListItem",
      position: at + 1,
      name,
      item: absoluteUrl(path),
    })),
  };
}

/**
 * The text of a data block. Nothing in it can end the block or begin a comment (HTML §4.12.1.3): every
 * `<` is written as JSON's escape of it.
 */
export function dataBlock(graph: readonly Described[]): string {
  const text = JSON.stringify({ "@context": "https://schema.org", "@graph": graph });
  return text.replaceAll("<", "\\u003c");
}
