import type { Metadata } from "next";
import { TagList } from "#components/posts/tag-list";
import { SearchForm } from "#components/search/search-form";
import { SearchResults } from "#components/search/search-results";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { Pagination } from "#components/ui/pagination";
import { perform } from "#domain/operation";
import { searchPosts } from "#domain/search/operations";
import type { FoundPost } from "#domain/search/schema";
import { publishedTags } from "#domain/tags/queries";
import { guest } from "#lib/actor";
import { AppError } from "#lib/errors";
import { isBlank } from "#lib/text";

/** It depends on the query: made for each request, whole, so that it needs no JavaScript. */
export const instant = false;

type Props = PageProps<"/search">;

/** The words in the address; of several the first. */
async function asked({ searchParams }: Props): Promise<{ q: string; cursor: string | undefined }> {
  const { q, cursor } = await searchParams;
  const first = (value: string | string[] | undefined) => [value].flat()[0];
  const words = first(q) ?? "";
  return { q: isBlank(words) ? "" : words.trim(), cursor: first(cursor) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { q } = await asked(props);
  return { title: q ? `Search: ${q.slice(0, 80)}` : "Search", robots: { index: false } };
}

/** Looking for something: the form, and what was found. */
export default async function Search(props: Props) {
  const { q, cursor } = await asked(props);
  return (
    <SiteFrame searching>
      <div className="page pb-20">
        <PageHeading title="Search" />
        <SearchForm value={q} />
        <div className="mt-8">{q ? <Found q={q} cursor={cursor} /> : <Tags />}</div>
      </div>
    </SiteFrame>
  );
}

async function Found({ q, cursor }: { q: string; cursor: string | undefined }) {
  const found = await search(q, cursor);
  if (found instanceof AppError) {
    return (
      <Notice tone="error" title="This cannot be searched for.">
        {found.message.replace(/^\/\w+: /, "")}
      </Notice>
    );
  }
  const { data, page } = found;
  if (data.length === 0) return <Nothing q={q} />;
  const to = (at: string | null) => at && `/search?${new URLSearchParams({ q, cursor: at })}`;
  return (
    <>
      <p role="status" className="text-muted">
        {said(data, q)}
      </p>
      <SearchResults posts={data} />
      <Pagination
        previous={to(page.prev)}
        next={to(page.next)}
        previousLabel="Better matches"
        nextLabel="More"
      />
    </>
  );
}

async function search(q: string, cursor: string | undefined) {
  const input = { q, limit: 10, ...(cursor === undefined ? {} : { cursor }) };
  try {
    return (await perform(searchPosts, { actor: guest, input })).value;
  } catch (error) {
    if (error instanceof AppError && ["invalid", "bad_request"].includes(error.code)) return error;
    throw error;
  }
}

function said(posts: readonly FoundPost[], q: string): string {
  const similar = posts.every(({ match }) => match === "similar");
  return similar ? `Nothing has exactly “${q}”. This is close:` : `The best matches for “${q}”:`;
}

async function Nothing({ q }: { q: string }) {
  return (
    <div className="grid gap-10">
      <EmptyState
        title={`Nothing found for “${q}”`}
        actions={<ButtonLink href="/">The latest posts</ButtonLink>}
      >
        Try fewer or other words. All of them must be in a post; with “or” between them one is
        enough.
      </EmptyState>
      <Tags />
    </div>
  );
}

/** Where one can go on without words. */
async function Tags() {
  const tags = (await publishedTags()).slice(0, 12);
  if (tags.length === 0) return null;
  return (
    <section aria-labelledby="topics" className="grid gap-4">
      <h2 id="topics" className="font-serif text-title font-semibold">
        Or look around
      </h2>
      <TagList tags={tags.map(({ postCount, ...tag }) => ({ ...tag, count: postCount }))} />
    </section>
  );
}
