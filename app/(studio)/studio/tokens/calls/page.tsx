import type { Metadata } from "next";
import { StudioHeading } from "#components/studio/studio-heading";
import { StudioLink } from "#components/studio/studio-link";
import { studioPage } from "#components/studio/studio-page";
import { Badge } from "#components/ui/badge";
import { EmptyState } from "#components/ui/empty-state";
import { Table } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { listCalls } from "#domain/calls/operations";
import { fromPage } from "#doors/page";

export const metadata: Metadata = { title: "Your last 100 calls" };

export const instant = false;

const columns = [
  { key: "call", label: "Call" },
  { key: "status", label: "Status" },
  { key: "by", label: "By" },
  { key: "at", label: "When" },
  { key: "took", label: "Took", align: "end" as const },
  { key: "request", label: "Request" },
];

/** What one's programs and pages asked of the API lately. */
export default function Calls() {
  const here = "/studio/tokens/calls";
  return studioPage({ here, current: "/studio/tokens" }, async () => {
    const { data } = await fromPage(listCalls, { limit: 100 });
    return (
      <>
        <StudioHeading
          title="Your last 100 calls"
          description="Of the API, by your tokens and your session. No query and no content is kept."
          actions={
            <StudioLink href="/studio/tokens" className="underline">
              All tokens
            </StudioLink>
          }
        />
        {data.length === 0 ? (
          <EmptyState title="No calls yet">
            What your tokens ask for at <code>/api</code> is listed here a second later.
          </EmptyState>
        ) : (
          <Table
            caption="Your last 100 calls"
            columns={columns}
            rows={data.map((call) => ({
              key: call.id,
              cells: [
                <code key="call" className="font-mono text-xs wrap-anywhere">
                  {call.method} {call.path}
                </code>,
                <Badge key="status" tone={call.status < 400 ? "success" : "danger"}>
                  {call.status}
                </Badge>,
                call.token ? (
                  <StudioLink
                    key="by"
                    href={`/studio/tokens/${call.token.id}`}
                    className="underline"
                  >
                    {call.token.name}
                  </StudioLink>
                ) : (
                  "Your session"
                ),
                <Time key="at" value={call.at} format="datetime" />,
                `${call.milliseconds} ms`,
                <code key="request" className="font-mono text-xs">
                  {call.requestId}
                </code>,
              ],
            }))}
          />
        )}
      </>
    );
  });
}
