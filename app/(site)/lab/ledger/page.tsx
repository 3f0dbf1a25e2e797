import type { Metadata } from "next";
import { LabFrame } from "#components/lab/lab-frame";
import { PageHeading } from "#components/site/page-heading";
import { Badge } from "#components/ui/badge";
import { Table } from "#components/ui/table";
import { doors, entryOf, ledger } from "#domain/ledger";
import { type LedgerLine, ledgerLines } from "#doors/ledger";

export const ensureStatic = "navigation";

export const metadata: Metadata = {
  title: "The ledger",
  description:
    "Which door each feature of this blog uses, and why; and every operation with both of its doors.",
};

/** Which door our own pages take, and why; then all that there is. */
export default function Ledger() {
  const lines = ledgerLines();

  return (
    <LabFrame current="/lab/ledger">
      <div className="page pb-20">
        <PageHeading
          title="The ledger"
          lede={`${lines.length} operations, each written once. Which door this blog’s own pages take to them, and why.`}
        />
        <div className="grid grid-cols-1 gap-14">
          <section aria-labelledby="why" className="grid gap-4">
            <h2 id="why" className="font-serif text-title font-semibold">
              Feature by feature
            </h2>
            <ul className="grid gap-4">
              {ledger.map(({ feature, door, why }) => (
                <li key={feature} className="grid gap-1 border-t border-line pt-4">
                  <h3 className="flex flex-wrap items-center gap-3 text-base font-semibold">
                    {feature}
                    <Badge tone={door === "action" ? "accent" : "neutral"}>{doors[door]}</Badge>
                  </h3>
                  <p className="max-w-[75ch] text-pretty text-muted">{why}</p>
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="all" className="grid min-w-0 grid-cols-1 gap-4">
            <h2 id="all" className="font-serif text-title font-semibold">
              Operation by operation
            </h2>
            <p className="max-w-[65ch] text-muted">
              Read from the registry and from the files of actions when this page was built.
            </p>
            <Table
              caption="Every operation, its actions and its address"
              columns={[
                { key: "operation", label: "Operation" },
                { key: "pages", label: "In our own pages" },
                { key: "programs", label: "For programs" },
              ]}
              rows={lines.map((line) => ({ key: line.name, cells: cellsOf(line) }))}
            />
          </section>
        </div>
      </div>
    </LabFrame>
  );
}

function cellsOf({ name, summary, actions, address }: LedgerLine) {
  const door = entryOf(name)?.door ?? "none";
  return [
    <span key="name" id={name} className="grid scroll-mt-6">
      <span>{summary}</span>
      <code className="font-mono text-xs text-faint">{name}</code>
    </span>,
    actions.length > 0 ? (
      <code key="actions" className="font-mono text-xs">
        {actions.join(", ")}
      </code>
    ) : (
      doors[door]
    ),
    address ? (
      <code key="address" className="whitespace-nowrap font-mono text-xs">
        {address}
      </code>
    ) : (
      "none"
    ),
  ];
}
