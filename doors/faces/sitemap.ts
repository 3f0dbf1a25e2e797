import { ARCHIVE_PAGE, listArchiveYears } from "#domain/archive/queries";
import { tag } from "#domain/events";
import { PAGE } from "#domain/posts/queries";
import { type PublicList, publicLists, publicPosts } from "#domain/site/queries";
import { face } from "#doors/faces/face";
import { absoluteUrl } from "#lib/addresses";
import { AppError } from "#lib/errors";
import { pageNumber } from "#lib/page-number";
import { LARGEST_SITEMAP, type Place, sitemapIndexOf, sitemapOf } from "#lib/sitemap";

const type = "application/xml; charset=utf-8";
const tags = [tag.posts, tag.tags, tag.authors, tag.archive];

/** `/sitemap.xml`: every public address; on a large blog, the parts in which they are. */
export const sitemap = face(async () => ({
  type,
  tags,
  body: await sitemapText(LARGEST_SITEMAP),
}));

/** `/sitemap-1.xml` and so on: the parts of a large blog's map. */
export const sitemapPart = face<{ part: string }>(async ({ part }) => {
  const number = pageNumber(part);
  const body = number ? await partText(number, LARGEST_SITEMAP) : null;
  if (!body) throw new AppError("not_found", "There is nothing at this address.");
  return { type, tags, body };
});

/** The whole map, or with more than `most` addresses the index of its parts. */
export async function sitemapText(most: number): Promise<string> {
  const { places, total, changed } = await pages();
  if (total <= most) return sitemapOf([...places, ...(await posts(0, most))]);
  const parts = Array.from({ length: Math.ceil(total / most) }, (_, at) => ({
    url: absoluteUrl(`/sitemap-${at + 1}.xml`),
    changed,
  }));
  return sitemapIndexOf(parts);
}

/** One part of `most` addresses, from 1; null where there is none, also when one map has room for all. */
export async function partText(number: number, most: number): Promise<string | null> {
  const { places, total } = await pages();
  const from = (number - 1) * most;
  if (total <= most || from >= total) return null;
  const listed = places.slice(from, from + most);
  const skip = Math.max(0, from - places.length);
  const rest = listed.length < most ? await posts(skip, most - listed.length) : [];
  return sitemapOf([...listed, ...rest]);
}

/** Everything that is no post, and how many addresses there are with the posts. */
async function pages(): Promise<{ places: Place[]; total: number; changed: Date | null }> {
  const [lists, years] = await Promise.all([publicLists(), listArchiveYears()]);
  const places = [
    ...lists.flatMap((list) => pagesOf({ ...list, perPage: PAGE })),
    ...years.flatMap(({ url, postCount }) =>
      pagesOf({ path: url, posts: postCount, changed: null, perPage: ARCHIVE_PAGE }),
    ),
  ];
  const others = ["/tags", "/authors", "/archive", "/docs"].map((path) => ({
    url: absoluteUrl(path),
    changed: null,
  }));
  const [all] = lists;
  const total = places.length + others.length + (all?.posts ?? 0);
  return { places: [...places, ...others], total, changed: all?.changed ?? null };
}

/** The addresses of a list's pages; the first is there without posts, too. */
function pagesOf({ path, posts, changed, perPage }: PublicList & { perPage: number }): Place[] {
  return Array.from({ length: Math.max(1, Math.ceil(posts / perPage)) }, (_, at) => ({
    url: absoluteUrl(at === 0 ? path : `${path === "/" ? "" : path}/page/${at + 1}`),
    changed,
  }));
}

async function posts(skip: number, take: number): Promise<Place[]> {
  const rows = await publicPosts({ skip, take });
  return rows.map(({ slug, updatedAt, publishedAt }) => ({
    url: absoluteUrl(`/posts/${slug}`),
    changed: publishedAt && publishedAt > updatedAt ? publishedAt : updatedAt,
  }));
}
