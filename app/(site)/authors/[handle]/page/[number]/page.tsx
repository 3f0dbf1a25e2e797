import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PagedPosts } from "#components/posts/paged-posts";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { Avatar } from "#components/ui/avatar";
import { publishedPosts } from "#domain/posts/queries";
import { publishedAuthor } from "#domain/users/queries";
import { pageNumber } from "#lib/page-number";
import { placeholder } from "#lib/placeholder";
import { isSlug } from "#lib/slug";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ handle: placeholder, number: placeholder }];

type Props = PageProps<"/authors/[handle]/page/[number]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { handle } = await params;
  const author = isSlug(handle) ? await publishedAuthor(handle) : null;
  return author
    ? { title: author.name, description: author.bio || `Posts by ${author.name}.` }
    : {};
}

/** An author and what he published, the newest first. */
export default async function Author({ params }: Props) {
  const { handle, number: text } = await params;
  const number = pageNumber(text);
  const author = number && isSlug(handle) ? await publishedAuthor(handle) : null;
  if (!number || !author) notFound();
  const list = await publishedPosts(number, { author: handle });
  if (list.posts.length === 0) notFound();
  return (
    <SiteFrame>
      <div className="page pb-20">
        <PageHeading
          kicker={author.postCount === 1 ? "One post" : `${author.postCount} posts`}
          title={author.name}
          lede={author.bio}
          media={<Avatar name={author.name} image={author.image} size="xl" />}
        />
        <PagedPosts {...list} number={number} address={author.url} hideAuthors />
      </div>
    </SiteFrame>
  );
}
