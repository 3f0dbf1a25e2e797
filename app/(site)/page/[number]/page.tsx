import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FeaturedPost } from "#components/posts/featured-post";
import { PagedPosts } from "#components/posts/paged-posts";
import { PostSection } from "#components/posts/post-section";
import { JsonLd } from "#components/site/json-ld";
import { SiteFrame } from "#components/site/site-frame";
import { EmptyState } from "#components/ui/empty-state";
import { publishedPosts } from "#domain/posts/queries";
import { siteSettings } from "#domain/site/queries";
import { siteHead } from "#doors/faces/heads";
import { pageNumber } from "#lib/page-number";
import { placeholder } from "#lib/placeholder";
import { siteData } from "#lib/structured-data";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ number: placeholder }];

type Props = PageProps<"/page/[number]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const number = pageNumber((await params).number);
  return number ? siteHead(number) : {};
}

/** The front page (`/` is page 1) and the pages of older posts. */
export default async function Home({ params }: Props) {
  const number = pageNumber((await params).number);
  if (!number) notFound();
  const [{ posts, pages }, site] = await Promise.all([publishedPosts(number), siteSettings()]);
  if (posts.length === 0 && number > 1) notFound();
  const [first, ...rest] = posts;
  const featured = number === 1 ? first : undefined;
  const list = { pages, number, address: "/" };
  return (
    <SiteFrame current={number === 1 ? "/" : undefined}>
      {number === 1 && <JsonLd graph={siteData(site)} />}
      <div className="page pt-8 pb-20 sm:pt-12">
        <h1 className="sr-only">{number === 1 ? site.title : `Posts, page ${number}`}</h1>
        {featured && (
          <div className="mb-14 sm:mb-20">
            <FeaturedPost post={featured} />
          </div>
        )}
        {posts.length === 0 && (
          <EmptyState title="Nothing published yet">
            The first post will stand here. Authors write in the studio, or through the API.
          </EmptyState>
        )}
        {featured && rest.length > 0 && (
          <PostSection title="Latest">
            <PagedPosts {...list} posts={rest} level={3} />
          </PostSection>
        )}
        {!featured && posts.length > 0 && <PagedPosts {...list} posts={posts} />}
      </div>
    </SiteFrame>
  );
}
