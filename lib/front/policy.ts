import { createHash } from "node:crypto";
import { DATA_BEGINS, wakingScript } from "#lib/front/waking";
import { strangerScript } from "#lib/lab/stranger";
import { themeScript } from "#lib/theme";

const inline = /<script(\s[^>]*)?>([\s\S]*?)<\/script/gi;

/** Data, which no browser runs. */
const data = /\stype="application\/(?:ld\+)?json"/i;

/** The pieces of the page's data for React, each a script. */
const PUSH = "self.__next_f.push(";

/** One piece: an array of JSON and nothing else. A line's end within it is escaped, as JSON has it. */
const piece = /^self\.__next_f\.push\((\[.*\])\)$/;

/** What Turbopack begins with: the names of files of the build. */
const bootstrap =
  /^\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\)\.push\(\{"otherChunks":\["static\/chunks\/[\w.~-]+\.js"(?:,"static\/chunks\/[\w.~-]+\.js")*\],"runtimeModuleIds":\[[\d,]*\]\}\);?$/;

/**
 * Makes one script of the pieces of a page's data, one line each. A list of fifty posts has a hundred pieces,
 * and with a hash for each the policy would be longer than proxies take a header.
 */
export function joinScripts(html: string): string {
  return html.replaceAll(`</script><script>${PUSH}`, `\n${PUSH}`);
}

/**
 * The sources of a page's inline scripts for `script-src` (https://www.w3.org/TR/CSP3/#match-element-to-source-list).
 * Only of those whose form is known: a hash for whatever stands in the page would allow what somebody
 * managed to write into it. `others` are those that got none.
 */
export function inlineScripts(html: string): { sources: string[]; others: string[] } {
  const sources = new Set<string>();
  const others: string[] = [];
  for (const [, attributes = "", text = ""] of html.matchAll(inline)) {
    if (/\ssrc=/i.test(attributes) || data.test(attributes) || text === "") continue;
    if (!isKnown(text)) others.push(text);
    else sources.add(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  }
  return { sources: [...sources], others };
}

function isKnown(text: string): boolean {
  const ours = [themeScript, wakingScript, strangerScript];
  if (ours.includes(text) || bootstrap.test(text)) return true;
  return text.split("\n").every((line) => line === DATA_BEGINS || isPiece(line));
}

function isPiece(line: string): boolean {
  const [, array] = piece.exec(line) ?? [];
  try {
    return array !== undefined && Array.isArray(JSON.parse(array));
  } catch {
    return false;
  }
}
