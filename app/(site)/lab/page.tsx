import type { Metadata } from "next";
import { LabFrame } from "#components/lab/lab-frame";
import { PageHeading } from "#components/site/page-heading";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { claims, standingOf } from "#domain/claims";
import { experiments } from "#domain/experiments";

export const ensureStatic = "navigation";

const description =
  "What a Server Action is, what a route handler is, and when each is the right one.";

export const metadata: Metadata = { title: "The lab", description };

const guides = [
  {
    href: "/lab/which-door",
    title: "Which door?",
    about: "A few questions, and where each of this blog’s own features came out.",
  },
  {
    href: "/lab/claims",
    title: "The claims",
    about: `${claims.length} differences, of which ${claims.filter((claim) => standingOf(claim).proven).length} are proven by a test on the installed version of Next.`,
  },
  {
    href: "/lab/misconceptions",
    title: "Misconceptions",
    about: "What is often believed, and what was seen instead.",
  },
  {
    href: "/lab/measured",
    title: "Measured",
    about: "The same write and the same read through both doors: time, bytes and round trips.",
  },
  {
    href: "/lab/ledger",
    title: "The ledger",
    about: "Every operation of this blog, its action and its address.",
  },
];

/** Where the two doors are laid out beside each other. */
export default function Lab() {
  return (
    <LabFrame current="/lab">
      <div className="page pb-20">
        <PageHeading
          title="The lab"
          lede="This blog offers all that it does through two doors: Server Actions for its own pages, route handlers for programs. Here one sees what that means."
        />
        <div className="grid gap-14">
          {experiments.length > 0 && (
            <section aria-labelledby="experiments" className="grid gap-5">
              <h2 id="experiments" className="font-serif text-title font-semibold">
                Experiments
              </h2>
              <p className="max-w-[65ch] text-muted">
                Each asks what you expect, runs both doors on a throw-away blog of your own, and
                shows what went over the wire.
              </p>
              <Entries
                entries={experiments.map(({ name, ...rest }) => ({
                  href: `/lab/${name}`,
                  ...rest,
                }))}
              />
            </section>
          )}
          <section aria-labelledby="reading" className="grid gap-5">
            <h2 id="reading" className="font-serif text-title font-semibold">
              To read
            </h2>
            <Entries entries={guides} />
          </section>
          <section id="xray" aria-labelledby="xray-title" className="grid scroll-mt-6 gap-5">
            <h2 id="xray-title" className="font-serif text-title font-semibold">
              The X-ray
            </h2>
            <p className="max-w-[65ch] text-muted">
              Switched on, it outlines on every page of this blog what changes something, and names
              the door: dashed for a Server Action, whole for a route handler. For a day, in this
              browser alone.
            </p>
            {/* A form of the browser's own: what changes is the whole document. */}
            <form method="post" action="/lab/xray" className="flex flex-wrap gap-3">
              <Button type="submit" name="xray" value="on">
                Turn the X-ray on
              </Button>
              <Button type="submit" name="xray" value="off" variant="quiet">
                Turn it off
              </Button>
            </form>
          </section>
        </div>
      </div>
    </LabFrame>
  );
}

interface Entry {
  href: string;
  title: string;
  about: string;
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  return (
    <ol className="grid gap-4 sm:grid-cols-2">
      {entries.map(({ href, title, about }) => (
        <li
          key={href}
          className="group relative grid content-start gap-1 rounded-card border border-line bg-raised p-5"
        >
          <h3 className="text-base font-semibold">
            <Link href={href} className="stretched underline-offset-4 group-hover:underline">
              {title}
            </Link>
          </h3>
          <p className="text-pretty text-muted">{about}</p>
        </li>
      ))}
    </ol>
  );
}
