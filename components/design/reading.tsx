import { MonthList } from "#components/archive/month-list";
import { YearList } from "#components/archive/year-list";
import { sampleBody, sampleCover, samplePost } from "#components/design/samples";
import { Shelf } from "#components/design/specimen";
import { AuthorCard } from "#components/posts/author-card";
import { FeaturedPost } from "#components/posts/featured-post";
import { PagedPosts } from "#components/posts/paged-posts";
import { PostBody } from "#components/posts/post-body";
import { PostHeader } from "#components/posts/post-header";
import { PostNeighbors } from "#components/posts/post-neighbors";
import { PostOutline } from "#components/posts/post-outline";
import { PostSection } from "#components/posts/post-section";
import { RelatedPosts } from "#components/posts/related-posts";
import { TagList } from "#components/posts/tag-list";
import { SearchForm } from "#components/search/search-form";

const posts = [
  { ...samplePost, id: "first", cover: sampleCover },
  { ...samplePost, id: "second", title: "Short", coAuthors: [], commentCount: 0 },
  { ...samplePost, id: "third", title: "Another one", tags: [] },
];
const outline = [
  { depth: 2 as const, id: "sample-words", text: "Words" },
  { depth: 3 as const, id: "fn-sample", text: "A note" },
];
const months = [1, 0, 2, 4, 1, 0, 0, 3, 1, 1, 0, 2];

/** What readers see of posts, made of the same parts, in the page's own theme. */
export function Reading() {
  return (
    <>
      <Shelf title="A post">
        <PostHeader post={{ ...samplePost, cover: sampleCover }} level={3} />
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,var(--measure))_13rem]">
          <PostBody html={sampleBody} />
          <div className="grid content-start gap-6">
            <PostOutline outline={outline} variant="inline" />
          </div>
        </div>
        <TagList tags={samplePost.tags} />
        <AuthorCard author={{ ...samplePost.author, bio: "Writes here, and sets type." }} />
        <PostNeighbors previous={samplePost} next={{ ...samplePost, title: "Next" }} />
        <RelatedPosts posts={posts} />
      </Shelf>
      <Shelf title="Lists of posts">
        <FeaturedPost post={{ ...samplePost, cover: sampleCover }} />
        <FeaturedPost post={samplePost} />
        <PostSection title="Latest">
          <PagedPosts posts={posts} pages={3} number={2} address="/design" level={3} />
        </PostSection>
        <TagList
          tags={samplePost.tags.map((tag, at) => ({ ...tag, slug: `${tag.slug}-${at}`, count: 9 }))}
        />
        <SearchForm />
        <YearList
          years={[{ year: 2026, postCount: 15, months, url: "/design" }]}
          latest={
            <MonthList
              level={3}
              posts={[
                { ...samplePost, publishedAt: "2026-05-03T14:05:00.000Z" },
                { ...samplePost, id: "april", publishedAt: "2026-04-01T00:00:00.000Z" },
              ]}
            />
          }
        />
      </Shelf>
    </>
  );
}
