import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The guides in the order to read them in: each a file of docs/guides. */
export const guides = [
  { name: "authentication", title: "Authentication", about: "Tokens, scopes and cookies." },
  { name: "paging", title: "Paging", about: "Through a list, without a gap and without a repeat." },
  { name: "concurrency", title: "Two writers", about: "Nobody's work is lost: ETag and If-Match." },
  { name: "retries", title: "Trying again", about: "What may be sent twice, and when." },
  { name: "changes", title: "Hearing of changes", about: "What is new, and what is other." },
  { name: "limits", title: "Limits", about: "How much a minute, and how large." },
  { name: "uploads", title: "Uploads", about: "Pictures, and who may see them." },
  { name: "versions", title: "Versions", about: "What stays as it was, and for how long." },
] as const;

/** A page of docs as Markdown, without its title and without what only the tests read. */
export function docsText(path: `guides/${string}.md` | "api-changelog.md"): string {
  const text = readFileSync(join(/* turbopackIgnore: true */ process.cwd(), "docs", path), "utf8");
  return text.replace(/^# .*\n/, "").replaceAll("(api.md)", "(/docs/api)");
}
