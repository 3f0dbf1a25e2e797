import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { CommentSection } from "#components/comments/comment-section";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { Link } from "#components/ui/link";
import { publishedThread, threadPage } from "#domain/comments/queries";
import { publishedPost } from "#domain/posts/queries";
import { absoluteUrl } from "#lib/addresses";
import { pageNumber } from "#lib/page-number";
import { placeholder } from "#lib/placeholder";
import { isSlug } from "#lib/slug";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ slug: placeholder, number: placeholder }];

type Props = PageProps<"/posts/[slug]/comments/page/[number]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, number } = await params;
  const found = isSlug(slug) ? await publishedPost(slug) : null;
  if (!found || !("post" in found)) return {};
  const title = `Comments on ${found.post.title}, page ${number}`;
  const canonical = absoluteUrl(threadPage(slug, Number(number)));
  return { title, alternates: { canonical }, robots: { index: false } };
}

/** The comments of a post that its own page has no room for. */
export default async function MoreComments({ params }: Props) {
  const { slug, number: text } = await params;
  const number = pageNumber(text);
  const found = number && isSlug(slug) ? await publishedPost(slug) : null;
  if (!number || !found) notFound();
  if ("movedTo" in found) permanentRedirect(threadPage(found.movedTo, number));
  const { post } = found;
  const thread = await publishedThread(post.id, number);
  if (number === 1) permanentRedirect(post.url);
  if (thread.comments.length === 0) notFound();
  return (
    <SiteFrame>
      <div className="page pb-20">
        <PageHeading
          kicker="Comments"
          title={
            <Link href={post.url} className="hover:underline">
              {post.title}
            </Link>
          }
        />
        <div className="max-w-[42rem]">
          <CommentSection post={post} {...thread} number={number} />
        </div>
      </div>
    </SiteFrame>
  );
}
