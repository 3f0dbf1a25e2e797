import { cutAtWord } from "#lib/markdown/summary";
import { isBlank } from "#lib/text";
import { FrontMatterError } from "./split.ts";

const longestFile = 5_000_000;
const excerptLength = 300;

const moreMarker = /<!--\s*more\s*-->/i;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const firstLevel = /^#[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;

/** A file's text with LF line breaks and no BOM. Throws FrontMatterError for what is no UTF-8 text. */
export function readContent(content: string | Uint8Array): string {
  if (content.length > longestFile) throw new FrontMatterError("The file is larger than 5 MB.");
  const text = typeof content === "string" ? content : decode(content);
  if (text.includes("\0")) throw new FrontMatterError("The file is binary, not text.");
  if (!text.isWellFormed()) throw new FrontMatterError("The file has broken characters.");
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new FrontMatterError("The file is UTF-16; save it as UTF-8.");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const reason = bytes.includes(0) ? "binary, not text" : "not valid UTF-8";
    throw new FrontMatterError(`The file is ${reason}.`, { cause });
  }
}

/**
 * A post's title and the text beneath it. Without a title in the front matter it is the first heading
 * of level one, which then leaves the text, as does one at the top that only repeats the title.
 */
export function readTitleAndBody(
  given: string | null,
  source: string,
): { title: string | null; body: string } {
  const lines = source.split("\n");
  const at = given === null ? firstHeading(lines) : lines.findIndex((line) => line.trim() !== "");
  const heading = firstLevel.exec(lines[at] ?? "")?.[1];
  const text = heading === undefined ? "" : plainText(heading.slice(0, 1_000));
  const repeats =
    given !== null && text !== "" && text.toLowerCase() === plainText(given).toLowerCase();
  if (text !== "" && (given === null || repeats)) lines.splice(at, 1);
  const body = lines
    .join("\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
  return { title: given ?? (text || null), body };
}

/** Takes the mark `<!-- more -->` out of a text; what stands before it is the excerpt. */
export function takeExcerpt(body: string): { excerpt: string | null; body: string } {
  const [before = "", ...after] = body.split(moreMarker);
  if (after.length === 0) return { excerpt: null, body };
  const excerpt = cutAtWord(plainText(before.slice(0, 10_000)), excerptLength);
  return { excerpt: isBlank(excerpt) ? null : excerpt, body: [before, ...after].join("").trim() };
}

function firstHeading(lines: string[]): number {
  let open = "";
  return lines.findIndex((line) => {
    const marker = fence.exec(line)?.[1];
    if (marker && !open) open = marker;
    else if (marker?.startsWith(open)) open = "";
    return !open && !marker && firstLevel.test(line);
  });
}

/** Markdown's most common marks off a short text: good enough for a title or an excerpt. */
function plainText(markdown: string): string {
  return markdown
    .replace(/<[^>\n]*>/g, "")
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, "")
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replace(/^[ \t]*(?:#{1,6}|>|[-+*]|\d+[.)])[ \t]+/gm, "")
    .replace(/(\*\*|__|~~|`+)(.+?)\1/g, "$2")
    .replace(/(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)/g, "$2")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
