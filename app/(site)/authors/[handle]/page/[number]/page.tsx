import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PagedPosts } from "#components/posts/paged-posts";
import { JsonLd } from "#components/site/json-ld";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { Avatar } from "#components/ui/avatar";
import { publishedPosts } from "#domain/posts/queries";
import { publishedAuthor } from "#domain/users/queries";
import { authorHead } from "#doors/faces/heads";
import { pageNumber } from "#lib/page-number";
import { placeholder } from "#lib/placeholder";
import { isSlug } from "#lib/slug";
import { breadcrumbs, profileData } from "#lib/structured-data";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ handle: placeholder, number: placeholder }];

type Props = PageProps<"/authors/[handle]/page/[number]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { handle, number: text } = await params;
  const number = pageNumber(text);
  const author = number && isSlug(handle) ? await publishedAuthor(handle) : null;
  return number && author ? authorHead(author, number) : {};
}

/** An author and what he published, the newest first. */
export default async function Author({ params }: Props) {
  const { handle, number: text } = await params;
  const number = pageNumber(text);
  const author = number && isSlug(handle) ? await publishedAuthor(handle) : null;
  if (!number || !author) notFound();
  const list = await publishedPosts(number, { author: handle });
  if (list.posts.length === 0) notFound();
  const steps = [
    { name: "Authors", path: "/authors" },
    { name: author.name, path: author.url },
  ];
  return (
    <SiteFrame>
      <JsonLd graph={[profileData(author), breadcrumbs(...steps)]} />
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
