import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MonthList } from "#components/archive/month-list";
import { YearList } from "#components/archive/year-list";
import { TagList } from "#components/posts/tag-list";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { Avatar } from "#components/ui/avatar";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { archivedPosts, archiveYears } from "#domain/archive/queries";
import { publishedTags } from "#domain/tags/queries";
import { publishedAuthors } from "#domain/users/queries";
import { otherHead } from "#doors/faces/heads";
import { placeholder } from "#lib/placeholder";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ list: placeholder }];

type Props = PageProps<"/directory/[list]">;

const lists = new Map([
  ["archive", { title: "Archive", List: Years }],
  ["tags", { title: "Tags", List: Tags }],
  ["authors", { title: "Authors", List: Authors }],
]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { list } = await params;
  const title = lists.get(list)?.title;
  return title ? otherHead(`/${list}`, title) : {};
}

/** The years (`/archive`), all tags (`/tags`), or everybody who published something (`/authors`). */
export default async function Directory({ params }: Props) {
  const { list } = await params;
  const found = lists.get(list);
  if (!found) notFound();
  const { title, List } = found;
  return (
    <SiteFrame current={`/${list}`}>
      <div className="page pb-20">
        <PageHeading title={title} />
        <List />
      </div>
    </SiteFrame>
  );
}

async function Years() {
  const years = await archiveYears();
  const [latest] = years;
  if (!latest) return <Nothing />;
  const posts = await archivedPosts(latest.year, 1);
  return (
    <YearList
      years={years}
      latest={
        <>
          <MonthList posts={posts} level={3} />
          {posts.length < latest.postCount && (
            <p className="pb-6">
              <Link href={latest.url} className="link">
                All {latest.postCount} posts of {latest.year}
              </Link>
            </p>
          )}
        </>
      }
    />
  );
}

async function Tags() {
  const tags = await publishedTags();
  if (tags.length === 0) return <Nothing />;
  return <TagList tags={tags.map(({ postCount, ...tag }) => ({ ...tag, count: postCount }))} />;
}

async function Authors() {
  const authors = await publishedAuthors();
  if (authors.length === 0) return <Nothing />;
  return (
    <ul className="grid gap-6 sm:grid-cols-2">
      {authors.map(({ handle, name, image, bio, postCount, url }) => (
        <li key={handle} className="flex gap-4">
          <Avatar name={name} image={image} size="lg" />
          <div className="grid content-start gap-1">
            <h2 className="font-serif text-title font-semibold">
              <Link href={url} className="hover:underline">
                {name}
              </Link>
            </h2>
            {bio && <p className="text-pretty text-muted">{bio}</p>}
            <p className="text-sm text-faint">
              {postCount === 1 ? "One post" : `${postCount} posts`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Nothing() {
  return (
    <EmptyState title="Nothing published yet">
      They appear here with the first published post.
    </EmptyState>
  );
}
