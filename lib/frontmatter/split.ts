import { parse as parseToml } from "smol-toml";
import { parseDocument } from "yaml";

/** The front matter's keys and values, and the text after it. */
type SplitFile = { data: Record<string, unknown>; body: string };

/** Why a file cannot become a post; the message is for the person who imports it. */
export class FrontMatterError extends Error {}

const longest = 64_000;
const mostAliases = 50;

/**
 * Separates YAML (between lines `---`) or TOML (between lines `+++`) from the text; a file without
 * either is all text. Throws FrontMatterError.
 */
export function splitFrontMatter(text: string): SplitFile {
  const [, mark, rest] = /^(---|\+\+\+)[ \t]*\n([\s\S]*)$/.exec(text) ?? [];
  if (!mark || rest === undefined) return { data: {}, body: text };
  // Each at the beginning of a line; YAML may also end its document with dots.
  const closing = mark === "---" ? /^(?:---|\.\.\.)[ \t]*$/m : /^\+\+\+[ \t]*$/m;
  const end = closing.exec(rest);
  if (!end) {
    // A line of hyphens at the top may be a mere rule.
    if (mark === "---") return { data: {}, body: text };
    throw new FrontMatterError("The front matter does not end: there is no second line of +++.");
  }
  const source = rest.slice(0, end.index);
  if (source.length > longest) throw new FrontMatterError("The front matter is longer than 64 KB.");
  const data = mark === "---" ? readYaml(source) : readToml(source);
  return { data, body: rest.slice(end.index + end[0].length + 1) };
}

function readYaml(source: string): Record<string, unknown> {
  let data: unknown;
  try {
    // The core schema leaves dates as the strings they are; there are no custom tags.
    const document = parseDocument(source, { schema: "core", merge: false, logLevel: "silent" });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw problem;
    data = document.toJS({ maxAliasCount: mostAliases });
  } catch (cause) {
    throw new FrontMatterError(`The front matter is not valid YAML: ${firstLine(cause)}`, {
      cause,
    });
  }
  if (data === null || data === undefined) return {};
  if (typeof data === "object" && !Array.isArray(data)) return { ...data };
  throw new FrontMatterError("The front matter is not a list of keys and values.");
}

function readToml(source: string): Record<string, unknown> {
  try {
    return { ...parseToml(source) };
  } catch (cause) {
    throw new FrontMatterError(`The front matter is not valid TOML: ${firstLine(cause)}`, {
      cause,
    });
  }
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n", 1)[0] ?? message;
}
