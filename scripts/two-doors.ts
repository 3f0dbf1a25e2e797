// docs/two-doors.md, from the claims: for readers of the repository. domain/claims.test.ts holds the two equal.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Claim, claims, lastRun, standingOf, topics } from "#domain/claims";
import { experiments } from "#domain/experiments";
import { doors, ledger } from "#domain/ledger";
import { misconceptions } from "#domain/misconceptions";

const file = join(import.meta.dirname, "../docs/two-doors.md");

/** The chapter as Markdown. */
export function twoDoors(): string {
  const { date, next, react, node, browser } = lastRun;
  const proven = claims.filter((claim) => standingOf(claim).proven).length;
  const sections = Object.entries(topics).map(([topic, title]) => [
    `### ${title}`,
    ...claims.filter((claim) => claim.topic === topic).map(entry),
  ]);
  return `${[
    "# Two doors",
    "<!-- Written by `node scripts/two-doors.ts` from domain/claims.ts: change it there. -->",
    "What a Server Action is, what a route handler is, and when each is the right one. A running blog shows the same at `/lab`, with experiments to try.",
    "## Which door this blog takes",
    table(
      ["Feature", "Our own pages", "Why"],
      ledger.map(({ feature, door, why }) => [feature, doors[door], why]),
    ),
    "## Claims",
    `Each is a statement that a test refutes when it is wrong, on a production build and the real wire (\`e2e/claims\`). Last run on ${date.slice(0, 10)}: ${proven} of ${claims.length} proven, with Next ${next}, React ${react}, Node ${node} and ${browser}. \`npm run claims\` runs them again.`,
    ...sections.flat(),
    "## Misconceptions",
    ...misconceptions.map(
      ({ belief, truth, claims: ids }) =>
        `- **“${belief}”** ${truth} (${ids.map((id) => `[${id}](#claim-${id})`).join(", ")})`,
    ),
  ].join("\n\n")}\n`.replaceAll(/\n\n(?=- \*\*“)/g, "\n");
}

function entry(claim: Claim): string {
  const { id, point, action, route, since, corrected, sources } = claim;
  const { proven, words } = standingOf(claim);
  const shown = experiments.filter((each) => each.claims.includes(id));
  return [
    `<a id="claim-${id}"></a>**${id}. ${point}** (${proven ? "proven" : "unproven"})`,
    table(["Server Action", "Route handler"], [[action, route]]),
    ...(corrected ? [`Often told otherwise. ${corrected}`] : []),
    [
      `Since Next ${since}.`,
      proven ? `Test: \`${words}\`.` : words,
      ...shown.map(({ name, title }) => `Experiment: ${title} (\`/lab/${name}\`).`),
      `Source: ${sources.map(sourceLink).join(", ")}.`,
    ].join(" "),
  ].join("\n\n");
}

/** What an angle bracket begins is text here, no element. */
const plain = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const sourceLink = (source: string) =>
  source.startsWith("https://")
    ? `<${source}>`
    : `\`${source.replace(/^next\//, "node_modules/next/dist/docs/")}\``;

if (import.meta.main) writeFileSync(file, twoDoors());
