import type { Metadata } from "next";
import { LabFrame } from "#components/lab/lab-frame";
import { MeasureHere } from "#components/lab/measure-here";
import { VisitorPosts } from "#components/lab/visitor-posts";
import { PageHeading } from "#components/site/page-heading";
import { Link } from "#components/ui/link";
import { visitorPosts } from "#doors/visitor";

/** It shows the visitor's own blog. */
export const instant = false;

export const metadata: Metadata = {
  title: "Measured in your browser",
  description: "The same write and the same read through both doors, timed in your own browser.",
};

export default async function MeasuredHere() {
  const posts = await visitorPosts();
  return (
    <LabFrame current="/lab/measured">
      <div className="page pb-20">
        <PageHeading
          kicker={
            <Link href="/lab/measured" className="link">
              Measured
            </Link>
          }
          title="In your browser"
          lede="The same write until this page shows it, and the same read until the script has it; alone, and five at once."
        />
        <p className="mb-8 max-w-[65ch] text-muted">
          The posts stand on a throw-away blog that only you see, and are gone after a day. One run
          is 96 writes, and the limit is 120 a minute. What lies between you and this server is in
          every number.
        </p>
        <noscript>
          <p className="mb-8 max-w-[65ch]">
            Timing needs JavaScript.{" "}
            <a href="/lab/measured" className="link">
              The last report
            </a>{" "}
            does not.
          </p>
        </noscript>
        <MeasureHere titles={posts.map(({ title }) => title)}>
          <VisitorPosts heading="h2" posts={posts} />
        </MeasureHere>
      </div>
    </LabFrame>
  );
}
