import type { Metadata } from "next";
import { ClaimLinks } from "#components/lab/claim-links";
import { LabFrame } from "#components/lab/lab-frame";
import { PageHeading } from "#components/site/page-heading";
import { ButtonLink } from "#components/ui/button";
import { Table } from "#components/ui/table";
import { doorsRun, type Measured as Line, roundTrips } from "#domain/measured";
import { dateWords } from "#lib/date-words";
import { ways } from "#lib/lab/timed";

export const ensureStatic = "navigation";

export const metadata: Metadata = {
  title: "The two doors, measured",
  description:
    "The same write and the same read through a Server Action and a route handler: time, bytes and round trips, with the machine and the spread.",
};

const parts = [
  {
    id: "tab",
    title: "In a tab of a browser",
    about:
      "A write is timed until the page in the tab shows it, a read until the script has it. Five at once are five calls in one Promise.all, until the last of them is there. The tab sends actions one after the other; after five writes through the handler it asks for the page once.",
  },
  {
    id: "http",
    title: "Over HTTP",
    about:
      "From the first byte sent to the last one received, on connections that are open already, by a client that takes gzip and Brotli as browsers do. Five at once are five clients. Bytes are those on the wire, heads included. The page is asked for as the router asks.",
  },
] as const;

/** The last report of `npm run bench:doors`, as it was written. */
export default function Measured() {
  const { date, next, node, browser, cpu, cores, load, cases } = doorsRun;
  return (
    <LabFrame current="/lab/measured">
      <div className="page pb-20">
        <PageHeading
          title="Measured"
          lede="The same write and the same read through both doors of this blog, and by a page itself. Numbers of one machine on one day: where they are apart, see why; where they are close, take the door that fits."
        />
        <dl className="mb-12 grid max-w-[75ch] gap-x-8 gap-y-3 sm:grid-cols-[auto_1fr]">
          <Fact name="Measured on">{dateWords(date, "date")}</Fact>
          <Fact name="With">
            Next {next}, Node {node}, {browser}; a production build, served as by npm start, without
            limits
          </Fact>
          <Fact name="Machine">
            {cores} cores of {cpu}, on which server, database and client ran together
          </Fact>
          <Fact name="Load average">
            {load.before.toFixed(1)} before, {load.after.toFixed(1)} at the end
          </Fact>
          <Fact name="What is written">
            A post of the lab: one operation, one transaction, one event. What is read: a visitor’s
            twelve posts
          </Fact>
        </dl>
        <div className="grid grid-cols-1 gap-14">
          {parts.map(({ id, title, about }) => (
            <section key={id} aria-labelledby={id} className="grid min-w-0 grid-cols-1 gap-4">
              <h2 id={id} className="font-serif text-title font-semibold">
                {title}
              </h2>
              <p className="max-w-[65ch] text-pretty text-muted">{about}</p>
              <Table
                caption={`${title}: each way with its times`}
                columns={columns.filter(({ key }) => id === "http" || !bytes.has(key))}
                rows={cases.filter(({ from }) => from === id).map(rowOf)}
              />
            </section>
          ))}
          <section aria-labelledby="reading" className="grid gap-4">
            <h2 id="reading" className="font-serif text-title font-semibold">
              How to read it
            </h2>
            <div className="grid max-w-[65ch] gap-3 text-pretty">
              <p>
                Each way was taken in turn, so that what disturbed the machine disturbed all of
                them; the first rounds, in which code is compiled, are not counted. Between client
                and server there was no network: each round trip costs the way there and back once
                more, which is where a real reader waits.
              </p>
              <p>
                The action’s answer to a write has the page in it, the handler’s has not. A read
                through an action brings no page; it is a POST all the same, which no cache keeps.
                Said as <ClaimLinks ids={[6, 15, 18, 34]} />.
              </p>
            </div>
          </section>
          <section aria-labelledby="yourself" className="grid justify-items-start gap-4">
            <h2 id="yourself" className="font-serif text-title font-semibold">
              Measure it yourself
            </h2>
            <p className="max-w-[65ch] text-pretty">
              <code className="font-mono text-sm">npm run bench:doors</code> in a checkout of this
              blog measures all of it on your machine, in a few minutes, and writes the report that
              this page shows. Or, on the machine and the network you have now:
            </p>
            <ButtonLink href="/lab/measured/here">Measure in this browser</ButtonLink>
          </section>
        </div>
      </div>
    </LabFrame>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-sm text-faint">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}

const columns = [
  { key: "what", label: "What" },
  { key: "at-once", label: "At once", align: "end" },
  { key: "median", label: "Median, ms", align: "end" },
  { key: "p95", label: "19 of 20 within", align: "end" },
  { key: "ends", label: "Least–greatest", align: "end" },
  { key: "requests", label: "Requests", align: "end" },
  { key: "trips", label: "Round trips", align: "end" },
  { key: "n", label: "n", align: "end" },
  { key: "sent", label: "Bytes sent", align: "end" },
  { key: "received", label: "Received", align: "end" },
] as const;

/** Of a tab they are not counted. */
const bytes = new Set<string>(["sent", "received"]);

function rowOf(line: Line) {
  const { what, way, atOnce, median, p95, least, greatest, requests, n } = line;
  const counts = [line.sent, line.received].filter((count) => count !== null);
  return {
    key: `${what} ${way} ${atOnce}`,
    cells: [
      <span key="what" className="block min-w-40">
        {what === "write" ? "Write" : "Read"}: {ways[way]}
      </span>,
      atOnce,
      median.toFixed(1),
      p95.toFixed(1),
      <span key="ends" className="whitespace-nowrap">
        {least.toFixed(1)}–{greatest.toFixed(1)}
      </span>,
      requests,
      roundTrips(line),
      n,
      ...counts.map((count) => count.toLocaleString("en")),
    ],
  };
}
