import type { Metadata } from "next";
import { ClaimLinks } from "#components/lab/claim-links";
import { LabFrame } from "#components/lab/lab-frame";
import { PageHeading } from "#components/site/page-heading";
import { misconceptions } from "#domain/misconceptions";

export const ensureStatic = "navigation";

export const metadata: Metadata = {
  title: "Misconceptions about the two doors",
  description:
    "What is often believed of Server Actions and route handlers, and what was seen instead.",
};

/** What is believed, what is so, and the claim that says it with a test. */
export default function Misconceptions() {
  return (
    <LabFrame current="/lab/misconceptions">
      <div className="page pb-20">
        <PageHeading
          title="Misconceptions"
          lede="What is often believed of the two doors, and what was seen instead. Each leads to the claim that a test proves."
        />
        <ol className="measure grid gap-9">
          {misconceptions.map(({ belief, truth, claims }) => (
            <li key={belief} className="grid gap-2">
              <h2 className="font-serif text-title font-semibold text-pretty">“{belief}”</h2>
              <p className="text-pretty wrap-anywhere">{truth}</p>
              <p className="text-sm text-muted">
                See <ClaimLinks ids={claims} />.
              </p>
            </li>
          ))}
        </ol>
      </div>
    </LabFrame>
  );
}
