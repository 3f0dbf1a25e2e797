import type { Metadata } from "next";
import { ClaimLinks } from "#components/lab/claim-links";
import { DoorTree, type Question } from "#components/lab/door-tree";
import { LabFrame } from "#components/lab/lab-frame";
import { PageHeading } from "#components/site/page-heading";
import { Link } from "#components/ui/link";

export const ensureStatic = "navigation";

export const metadata: Metadata = {
  title: "Which door?",
  description:
    "Server Action, route handler or neither: a few questions, with a blog’s own features as answers.",
};

const questions: readonly Question[] = [
  {
    id: "reads",
    asks: "Does a page of yours only read, while it is rendered?",
    door: "neither door",
    because: "A Server Component calls the function itself. There is no wire that could be slow.",
    claims: [34],
    ours: ["every page you read here", "the lists of the studio"],
  },
  {
    id: "outside",
    asks: "Is the caller anything but a page of yours?",
    door: "a route handler",
    because: "A program needs an address that lasts, a status it understands, and documentation.",
    claims: [2, 24, 26, 30],
    ours: ["the whole API", "health checks", "direct uploads"],
  },
  {
    id: "media",
    asks: "Is the answer something other than a page: a file, a feed, a picture, a stream?",
    door: "a route handler",
    because:
      "Only there are the status, the headers and the bytes yours; and only that can be cached by HTTP.",
    claims: [6, 7, 15, 23],
    ours: ["feeds and the sitemap", "pictures", "a post as Markdown"],
  },
  {
    id: "often",
    asks: "Does the browser ask often, or while something else is under way?",
    door: "a route handler",
    because: "Actions of a tab wait for each other, and none can be called off.",
    claims: [18, 19],
    ours: ["autosave", "who is signed in, on a page that is the same for all"],
  },
  {
    id: "leaving",
    asks: "Must it arrive even when the visitor is leaving?",
    door: "a route handler",
    because: "keepalive and sendBeacon exist for it. An action’s request has neither.",
    claims: [20],
    ours: ["the last words of a draft"],
  },
  {
    id: "large",
    asks: "Is it large, or does the visitor want to see its progress?",
    door: "a route handler",
    because: "An action takes 1 MB unless configured, tells no progress, and refuses with a 500.",
    claims: [21, 22],
    ours: [
      "programs’ uploads (our own form takes the action all the same, as it should work without JavaScript)",
    ],
  },
  {
    id: "race",
    asks: "Do several people write the same thing?",
    door: "either",
    because:
      "A handler has If-Match and 412, a form a hidden version: both need you to check. Here the same operation checks for both.",
    claims: [29],
    ours: ["the editor’s form sends its version", "autosave sends If-Match"],
  },
];

/** One tree of questions, with our own features as the worked answers. */
export default function WhichDoor() {
  return (
    <LabFrame current="/lab/which-door">
      <div className="page pb-20">
        <PageHeading
          title="Which door?"
          lede="Ask from the top; the first yes decides. Behind either door stands the same function, so nothing is lost by having both."
        />
        <div className="measure">
          <DoorTree
            questions={questions}
            last={
              <div className="grid gap-2">
                <p>
                  <strong className="font-semibold">Else: a Server Action.</strong> Somebody on a
                  page of yours changes something and wants to see it changed. One round trip brings
                  the answer and the fresh page, and the form works before any script has come.
                </p>
                <p className="text-muted">
                  Here: writing, publishing, commenting, reacting, settings, tokens: most of{" "}
                  <Link href="/lab/ledger" className="link">
                    the ledger
                  </Link>
                  .
                </p>
                <p className="text-sm text-muted">
                  See <ClaimLinks ids={[5, 6, 16, 32]} />. Whichever it is: check who comes and what
                  he brings, <ClaimLinks ids={[12, 13, 14]} />.
                </p>
              </div>
            }
          />
        </div>
      </div>
    </LabFrame>
  );
}
