import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WireView } from "#components/lab/wire-view";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { Link } from "#components/ui/link";
import { experiments } from "#domain/experiments";
import { transcriptOf } from "#doors/lab/sources";
import { dateWords } from "#lib/date-words";

export const ensureStatic = "navigation";

export const generateStaticParams = () => experiments.map(({ name }) => ({ experiment: name }));

type Props = PageProps<"/lab/recorded/[experiment]">;

async function asked({ params }: Props) {
  const { experiment } = await params;
  const found = experiments.find(({ name }) => name === experiment);
  return found ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { title } = await asked(props);
  return { title: `Recorded: ${title}`, robots: { index: false } };
}

/** What a real run of an experiment wrote down, for whoever has no JavaScript. */
export default async function Recorded(props: Props) {
  const { name, title } = await asked(props);
  const { recorded, next, runs } = transcriptOf(name);
  return (
    <SiteFrame>
      <div className="page pb-20">
        <PageHeading
          kicker={
            <Link href={`/lab/${name}`} className="link">
              The experiment
            </Link>
          }
          title={`Recorded: ${title}`}
          lede={`What a real run in Chromium wrote down on ${dateWords(recorded, "date")}, with Next ${next}.`}
        />
        <h2 className="sr-only">Both doors</h2>
        <div className="grid min-w-0 grid-cols-1 gap-4 lg:grid-cols-2">
          {runs.map((run) => (
            <WireView key={run.door} run={run} />
          ))}
        </div>
      </div>
    </SiteFrame>
  );
}
