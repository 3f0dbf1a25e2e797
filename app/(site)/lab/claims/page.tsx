import type { Metadata } from "next";
import { ClaimEntry } from "#components/lab/claim-entry";
import { ClaimFilter } from "#components/lab/claim-filter";
import { LabFrame } from "#components/lab/lab-frame";
import { PageHeading } from "#components/site/page-heading";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { claims, claimsAbout, lastRun, standingOf, topics } from "#domain/claims";
import { experiments } from "#domain/experiments";
import { absoluteUrl } from "#lib/addresses";
import { dateWords } from "#lib/date-words";

/** It depends on the query: made for each request, whole, so that it needs no JavaScript. */
export const instant = false;

type Props = PageProps<"/lab/claims">;

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: "Claims about the two doors",
    description:
      "Every difference between a Server Action and a route handler, and the test that proves it.",
    alternates: { canonical: absoluteUrl("/lab/claims") },
  };
}

/** The table of claims, whole or by what the address asks about. */
export default async function Claims({ searchParams }: Props) {
  const about = ([(await searchParams).about].flat()[0] ?? "").slice(0, 100);
  const found = claimsAbout(about);
  const proven = claims.filter((claim) => standingOf(claim).proven).length;
  const { next, react, node, browser, date } = lastRun;
  return (
    <LabFrame current="/lab/claims">
      <div className="page pb-20">
        <PageHeading
          title="Claims"
          lede="Every difference between the two doors, as statements that a test can refute. When an upgrade of Next changes one, the test with its name fails."
        />
        <p id="run" className="mb-8 max-w-[65ch] text-muted">
          Last run on {dateWords(date, "date")}: {proven} of {claims.length} proven, with Next{" "}
          {next}, React {react}, Node {node} and {browser}. What no test proved then is marked
          unproven.
        </p>
        <ClaimFilter about={about} topics={topics} />
        <section aria-labelledby="found" className="mt-8 grid gap-4">
          <h2 id="found" className="text-base font-semibold">
            {heading(about, found.length)}
          </h2>
          {found.length === 0 && (
            <EmptyState
              level={3}
              title="No claim has these words"
              actions={<ButtonLink href="/lab/claims">All claims</ButtonLink>}
            >
              Try one word, or a topic.
            </EmptyState>
          )}
          {found.map((claim) => (
            <ClaimEntry
              key={claim.id}
              claim={claim}
              standing={standingOf(claim)}
              experiments={experiments.filter((each) => each.claims.includes(claim.id))}
            />
          ))}
        </section>
      </div>
    </LabFrame>
  );
}

function heading(about: string, count: number): string {
  const number = count === 1 ? "1 claim" : `${count} claims`;
  if (about.trim() === "") return `All ${number}`;
  const topic = Object.entries(topics).find(([name]) => name === about);
  return topic ? `${topic[1]}: ${number}` : `${number} with “${about.trim()}”`;
}
