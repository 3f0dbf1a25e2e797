import { type LabPanel, labPanels } from "#domain/lab/schema";

export type Said = Record<LabPanel, string>;

/** What the page and the second tab said at one moment of a run. */
export interface Step {
  when: string;
  /** Null where the answer had no page in it. */
  page: Said | null;
  tab: Said;
}

export interface FreshStepsProps {
  door: string;
  steps: readonly Step[];
}

/** What the panels said before a write, in its answer, and at the two requests after it. */
export function FreshSteps({ door, steps }: FreshStepsProps) {
  const [first] = steps;
  return (
    <section aria-label={`The panels: ${door}`} className="grid min-w-0 gap-2">
      <h3 className="text-sm font-medium">{door}</h3>
      <ol className="grid min-w-0 gap-2 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map(({ when, page, tab }) => (
          <li key={when} className="grid min-w-0 content-start gap-2 rounded-card bg-sunken p-3">
            <h4 className="text-sm font-medium">{when}</h4>
            {page === null ? (
              <p className="text-sm text-muted">The answer has no page in it.</p>
            ) : (
              <dl className="grid min-w-0 gap-1 text-sm">
                {Object.entries(labPanels).map(([name, title]) => (
                  <Entry
                    key={name}
                    title={title}
                    said={page[name as LabPanel]}
                    before={first?.page?.[name as LabPanel]}
                  />
                ))}
              </dl>
            )}
            <dl className="grid min-w-0 gap-1 border-t border-line pt-2 text-sm">
              <Entry title="The second tab" said={tab.newest} before={first?.tab.newest} />
            </dl>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface EntryProps {
  title: string;
  said: string;
  before: string | undefined;
}

function Entry({ title, said, before }: EntryProps) {
  return (
    <div className="min-w-0">
      <dt className="text-muted">{title}</dt>
      <dd className={`min-w-0 break-words ${said === before ? "" : "font-medium text-success"}`}>
        {said} {said !== before && "(new)"}
      </dd>
    </div>
  );
}
