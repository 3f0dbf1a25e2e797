import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { CommentSection } from "#components/comments/comment-section";
import { AuthorCard } from "#components/posts/author-card";
import { PostBody } from "#components/posts/post-body";
import { PostHeader } from "#components/posts/post-header";
import { PostLayout } from "#components/posts/post-layout";
import { PostNeighbors } from "#components/posts/post-neighbors";
import { RelatedPosts } from "#components/posts/related-posts";
import { TagList } from "#components/posts/tag-list";
import { ReactionBar } from "#components/reactions/reaction-bar";
import { JsonLd } from "#components/site/json-ld";
import { SiteFrame } from "#components/site/site-frame";
import { publishedThread } from "#domain/comments/queries";
import { neighborsOf, publishedPost, relatedPosts } from "#domain/posts/queries";
import { siteSettings } from "#domain/site/queries";
import { publishedAuthor } from "#domain/users/queries";
import { cardPicture, postCard } from "#doors/faces/cards";
import { postHead } from "#doors/faces/heads";
import { placeholder } from "#lib/placeholder";
import { isSlug } from "#lib/slug";
import { breadcrumbs, postData } from "#lib/structured-data";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ slug: placeholder }];

type Props = PageProps<"/posts/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const found = isSlug(slug) ? await publishedPost(slug) : null;
  if (!found || !("post" in found)) return {};
  return postHead(found.post);
}

/** A published post. What is not published, or not there, is one and the same 404. */
export default async function Post({ params }: Props) {
  const { slug } = await params;
  const found = isSlug(slug) ? await publishedPost(slug) : null;
  if (!found) notFound();
  if ("movedTo" in found) permanentRedirect(`/posts/${found.movedTo}`);
  const { post } = found;
  const [author, thread, neighbors, related, site] = await Promise.all([
    publishedAuthor(post.author.handle),
    publishedThread(post.id, 1),
    neighborsOf(post.id),
    relatedPosts(post.id),
    siteSettings(),
  ]);
  const picture = cardPicture(post.url, postCard(post, site)).url;
  const [topic] = post.tags;
  const steps = topic ? [{ name: topic.name, path: `/tags/${topic.slug}` }] : [];
  const way = breadcrumbs(...steps, { name: post.title, path: post.url });
  return (
    <SiteFrame>
      <JsonLd graph={[postData(post, site, picture), way]} />
      <PostLayout
        header={<PostHeader post={post} />}
        outline={post.outline}
        footer={
          <>
            <ReactionBar id={post.id} url={post.url} counts={post.reactionCounts} />
            <TagList tags={post.tags} />
            {author && <AuthorCard author={author} />}
            <PostNeighbors {...neighbors} />
            <CommentSection post={post} {...thread} number={1} />
          </>
        }
        further={related.length > 0 && <RelatedPosts posts={related} />}
      >
        <PostBody html={post.html} />
      </PostLayout>
    </SiteFrame>
  );
}
