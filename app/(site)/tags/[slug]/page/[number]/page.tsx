import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PagedPosts } from "#components/posts/paged-posts";
import { JsonLd } from "#components/site/json-ld";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { publishedPosts } from "#domain/posts/queries";
import { publishedTag } from "#domain/tags/queries";
import { tagHead } from "#doors/faces/heads";
import { pageNumber } from "#lib/page-number";
import { placeholder } from "#lib/placeholder";
import { isSlug } from "#lib/slug";
import { breadcrumbs } from "#lib/structured-data";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ slug: placeholder, number: placeholder }];

type Props = PageProps<"/tags/[slug]/page/[number]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, number: text } = await params;
  const number = pageNumber(text);
  const tag = number && isSlug(slug) ? await publishedTag(slug) : null;
  return number && tag ? tagHead(tag, number) : {};
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
      <JsonLd
        graph={[breadcrumbs({ name: "Tags", path: "/tags" }, { name: tag.name, path: tag.url })]}
      />
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
