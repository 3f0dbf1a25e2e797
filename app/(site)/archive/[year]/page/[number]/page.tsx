import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MonthList } from "#components/archive/month-list";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { Link } from "#components/ui/link";
import { Pagination } from "#components/ui/pagination";
import { ARCHIVE_PAGE, archivedPosts, archiveYears } from "#domain/archive/queries";
import { otherHead } from "#doors/faces/heads";
import { pageNumber } from "#lib/page-number";
import { placeholder } from "#lib/placeholder";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ year: placeholder, number: placeholder }];

type Props = PageProps<"/archive/[year]/page/[number]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { year, number } = await params;
  const at = pageNumber(number);
  if (!pageNumber(year) || !at) return {};
  return otherHead(`/archive/${year}`, `Posts of ${year}`, at);
}

/** What was published in one year: titles by month. */
export default async function Year({ params }: Props) {
  const { year: text, number: page } = await params;
  const number = pageNumber(page);
  if (!pageNumber(text) || !number) notFound();
  const years = await archiveYears();
  const at = years.findIndex(({ year }) => String(year) === text);
  const year = years[at];
  if (!year) notFound();
  const posts = await archivedPosts(year.year, number);
  if (posts.length === 0) notFound();
  const pages = Math.ceil(year.postCount / ARCHIVE_PAGE);
  const address = (each: number) => (each === 1 ? year.url : `${year.url}/page/${each}`);
  return (
    <SiteFrame>
      <div className="page pb-20">
        <PageHeading
          kicker={
            <Link href="/archive" className="hover:underline">
              Archive
            </Link>
          }
          title={year.year}
          lede={year.postCount === 1 ? "One post" : `${year.postCount} posts`}
          actions={<Beside later={years[at - 1]} earlier={years[at + 1]} />}
        />
        <div className="grid gap-10">
          <div className="border-y border-line">
            <MonthList posts={posts} />
          </div>
          <Pagination
            previous={number > 1 ? address(number - 1) : null}
            next={number < pages ? address(number + 1) : null}
            previousLabel="Later"
            nextLabel="Earlier"
            status={`Page ${number} of ${pages}`}
          />
        </div>
      </div>
    </SiteFrame>
  );
}

type Beside = { year: number; url: string } | undefined;

/** The years before and after that have posts. */
function Beside({ later, earlier }: { later: Beside; earlier: Beside }) {
  const years = [later, earlier].filter((year) => year !== undefined);
  if (years.length === 0) return null;
  return (
    <nav aria-label="Years" className="flex gap-5 text-sm">
      {years.map(({ year, url }) => (
        <Link key={year} href={url} className="link inline-flex min-h-8 items-center tabular-nums">
          {year}
        </Link>
      ))}
    </nav>
  );
}
