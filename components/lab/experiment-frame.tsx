import type { ComponentType, ReactNode } from "react";
import { VisitorPosts } from "#components/lab/visitor-posts";
import { PostBody } from "#components/posts/post-body";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { Link } from "#components/ui/link";
import { type AdapterPath, labSources, sourceHtml, sourceId } from "#doors/lab/sources";
import { visitorPosts } from "#doors/visitor";

export interface ExperimentFrameProps {
  /** An entry of domain/experiments.ts. */
  experiment: { name: string; title: string; about: string; claims: readonly number[] };
  /** Predict, run, see. */
  bench: ComponentType<{ children: ReactNode }>;
  /** What the bench shows of the visitor's blog, rendered on the server; his posts where nothing is said. */
  shows?: ReactNode;
  /** Why it is as one has seen. */
  why: ReactNode;
  /** The adapters it went through. */
  adapters: readonly AdapterPath[];
}

/** A page of the lab: the experiment, why it came out so, and the code that ran. */
export async function ExperimentFrame({
  experiment,
  bench: Bench,
  shows,
  why,
  adapters,
}: ExperimentFrameProps) {
  const { name, title, about, claims } = experiment;
  return (
    <SiteFrame>
      <div className="page pb-20">
        <PageHeading
          kicker={
            <Link href="/lab" className="link">
              The lab
            </Link>
          }
          title={title}
          lede={about}
        />
        <div className="grid min-w-0 grid-cols-1 gap-12">
          <p className="max-w-[65ch] text-muted">
            What you write here stands on a throw-away blog that only you see. It needs no sign-in,
            is gone after a day, and touches nothing of the real blog.
          </p>
          <noscript>
            <p className="max-w-[65ch]">
              The experiment needs JavaScript.{" "}
              <a href={`/lab/recorded/${name}`} className="link">
                What a real run of it wrote down
              </a>{" "}
              does not.
            </p>
          </noscript>
          <Bench>
            {shows === undefined ? <VisitorPosts posts={await visitorPosts()} /> : shows}
          </Bench>
          <section aria-labelledby="why" className="grid gap-4">
            <h2 id="why" className="font-serif text-title font-semibold">
              4. Why
            </h2>
            <div className="grid max-w-[65ch] gap-3">{why}</div>
            <p className="text-muted">
              Stated, and tested, as{" "}
              {claims.map((claim, at) => (
                <span key={claim}>
                  {at > 0 && (at === claims.length - 1 ? " and " : ", ")}
                  <Link href={`/lab/claims#claim-${claim}`} className="link">
                    claim {claim}
                  </Link>
                </span>
              ))}
              .
            </p>
          </section>
          <section aria-labelledby="source" className="grid min-w-0 grid-cols-1 gap-4">
            <h2 id="source" className="font-serif text-title font-semibold">
              The code that ran
            </h2>
            <div className="grid min-w-0 grid-cols-1 gap-4 lg:grid-cols-2">
              {adapters.map((path) => (
                <Adapter key={path} path={path} />
              ))}
            </div>
            <p className="max-w-[65ch] text-muted">
              These lines are all an adapter is. Behind them:{" "}
              {labSources.map(({ path }, at) => (
                <span key={path}>
                  {at > 0 && ", "}
                  <Link href={`/lab/sources#${sourceId(path)}`} className="link font-mono text-sm">
                    {path}
                  </Link>
                </span>
              ))}
              .
            </p>
          </section>
        </div>
      </div>
    </SiteFrame>
  );
}

async function Adapter({ path }: { path: AdapterPath }) {
  return (
    <div className="min-w-0">
      <PostBody html={await sourceHtml(path)} />
    </div>
  );
}
