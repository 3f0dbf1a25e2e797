import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PagedPosts } from "#components/posts/paged-posts";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { publishedPosts } from "#domain/posts/queries";
import { publishedTag } from "#domain/tags/queries";
import { pageNumber } from "#lib/page-number";
import { placeholder } from "#lib/placeholder";
import { isSlug } from "#lib/slug";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ slug: placeholder, number: placeholder }];

type Props = PageProps<"/tags/[slug]/page/[number]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const tag = isSlug(slug) ? await publishedTag(slug) : null;
  return tag ? { title: tag.name, description: `Posts about ${tag.name}.` } : {};
}

/** The posts of a tag, the newest first. */
export default async function Tag({ params }: Props) {
  const { slug, number: text } = await params;
  const number = pageNumber(text);
  const tag = number && isSlug(slug) ? await publishedTag(slug) : null;
  if (!number || !tag) notFound();
  const list = await publishedPosts(number, { tag: slug });
  if (list.posts.length === 0) notFound();
  return (
    <SiteFrame>
      <div className="page pb-20">
        <PageHeading
          kicker="Tag"
          title={tag.name}
          lede={tag.postCount === 1 ? "One post" : `${tag.postCount} posts`}
        />
        <PagedPosts {...list} number={number} address={tag.url} />
      </div>
    </SiteFrame>
  );
}
