import type { Element, Root } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { isBlank } from "#lib/text";
import type { Hint } from "./hint-kinds.ts";
import { cleanAddress, imageSchemes, linkSchemes } from "./links.ts";
import { stripped } from "./schema.ts";
import { readableText } from "./summary.ts";

/** A text with more of them than this has been told enough. */
const mostHints = 100;

/** "To come", as editors write it where a word or a fact is still missing. */
const placeholder = /\b(?:TK)+\b/g;

/** What no reader sees as words. */
const unread = new Set(["code", "pre", ...stripped]);

/** What to mend in a post, in reading order, each once a line; of a tree that is not sanitized yet. */
export function hintsOf(tree: Root): Hint[] {
  const hints = new Map<string, Hint>();
  let level: number | undefined;

  visit(tree, (node) => {
    if (hints.size >= mostHints) return false;
    // What has no place in the source is ours, or moved by the parser: footnotes' marks, words in a broken table.
    const line = node.position?.start?.line;
    if (line === undefined) return;
    const say = (kind: Hint["kind"], message: string, at = line) =>
      hints.set(`${kind} ${at}`, { kind, line: at, message });
    if (node.type === "text") {
      for (const { index } of node.value.matchAll(placeholder)) {
        const before = node.value.slice(0, index).split("\n").length - 1;
        say("placeholder", "“TK” still stands here.", line + before);
      }
    }
    if (node.type !== "element") return;
    if (unread.has(node.tagName)) return SKIP;
    if (node.tagName === "img") {
      if (isBlank(String(node.properties.alt ?? "")))
        say("missing_alt", "This image has no description for who cannot see it.");
      if (isDropped(node.properties.src, imageSchemes))
        say("dropped_address", "This image will not show: it needs an address with http or https.");
    }
    if (node.tagName === "a" && node.properties.href !== undefined) {
      if (isDropped(node.properties.href, linkSchemes))
        say(
          "dropped_address",
          "This link will lead nowhere: it needs an address with http, https or mailto.",
        );
      if (isBlank(readableText(node)) && !describes(node))
        say("empty_link", "This link has no words to press.");
    }
    const [, number] = /^h([1-6])$/.exec(node.tagName) ?? [];
    if (number && !isBlank(readableText(node))) {
      const now = Number(number);
      if (level !== undefined && now > level + 1)
        say("skipped_heading", `A heading of level ${now} follows one of level ${level}.`);
      level = now;
    }
  });
  return [...hints.values()].slice(0, mostHints);
}

function isDropped(address: unknown, schemes: ReadonlySet<string>): boolean {
  return typeof address === "string" && cleanAddress(address, schemes) === undefined;
}

/** Whether there is something else in a link than words: an image that says what it shows, or a label. */
function describes(link: Element): boolean {
  if (!isBlank(String(link.properties.ariaLabel ?? ""))) return true;
  let found = false;
  visit(link, "element", ({ tagName, properties }) => {
    found ||= tagName === "img" && !isBlank(String(properties.alt ?? ""));
  });
  return found;
}
