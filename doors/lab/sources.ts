import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderDocs } from "#doors/openapi/rendered";
import type { Transcript } from "#lib/lab/exchange";

export interface LabSource {
  path: `${"doors" | "domain"}/${string}.ts`;
  about: string;
}

/** The files that the lab shows: what runs, not a copy of it. */
export const labSources: readonly LabSource[] = [
  {
    path: "doors/action.ts",
    about: "The door for our own pages: any operation as a Server Action.",
  },
  { path: "doors/route.ts", about: "The door for programs: any operation as a route handler." },
  { path: "doors/visitor.ts", about: "Who is in the lab, and what is noted of his requests." },
  { path: "domain/lab/operations.ts", about: "What both doors call: the lab’s own operations." },
];

/** What an experiment shows on its own page: its adapters, which are short. */
export type AdapterPath =
  | `actions/lab${string}.ts`
  | `app/api/lab/${string}route.ts`
  | `doors/lab/${"bare" | "redirects" | "freshness" | "plain-form"}.ts`;

/** The name of a source's place on /lab/sources. */
export function sourceId(path: string): string {
  return path.replaceAll(/[^a-z]+/gi, "-");
}

/** A source file as highlighted HTML, read from the checkout that the build was made of. */
export async function sourceHtml(path: AdapterPath | LabSource["path"]): Promise<string> {
  const text = readFileSync(join(/* turbopackIgnore: true */ process.cwd(), path), "utf8");
  const { html } = await renderDocs(`\`\`\`\`ts title="${path}"\n${text.trimEnd()}\n\`\`\`\`\n`);
  return html;
}

/** What was recorded of an experiment by scripts/lab-transcripts.ts. */
export function transcriptOf(experiment: string): Transcript {
  const path = join(/* turbopackIgnore: true */ process.cwd(), "docs/lab", `${experiment}.json`);
  return JSON.parse(readFileSync(path, "utf8"));
}
