import type { Element, Root } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { clobberPrefix } from "./schema.ts";

export const linkSchemes = new Set(["http", "https", "mailto"]);
export const imageSchemes = new Set(["http", "https"]);

/**
 * An address as browsers read it (https://url.spec.whatwg.org/#url-parsing: controls and spaces at
 * the ends and line breaks within do not count, `\` is `/`), or undefined when its scheme is not in
 * the list. A protocol-relative one (`//host`) is made https: it is as foreign as it looks.
 */
export function cleanAddress(address: string, schemes: ReadonlySet<string>): string | undefined {
  const url = trimControls(address.replace(/[\t\n\r]/g, ""));
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  if (scheme) return schemes.has(scheme.toLowerCase()) ? url : undefined;
  if (/^[/\\]{2}/.test(url)) return `https://${url.replace(/^[/\\]+/, "")}`;
  return url.replace(/^\\/, "/");
}

function trimControls(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

/** Cleans every address in a tree; `rel` is what a link gets, by whether it leaves the site. */
export function addLinkRelations(
  tree: Root,
  rel: { external: string[]; internal: string[] },
): void {
  visit(tree, "element", (node) => {
    const { properties } = node;
    setAddress(node, "src", imageSchemes);
    setAddress(node, "cite", imageSchemes);
    setAddress(node, "href", linkSchemes);
    if (node.tagName !== "a" || typeof properties.href !== "string") return;
    if (properties.href.startsWith("#")) return;
    const relations = /^[a-z][a-z0-9+.-]*:/i.test(properties.href) ? rel.external : rel.internal;
    if (relations.length > 0) properties.rel = relations;
  });
}

function setAddress(node: Element, name: "href" | "src" | "cite", schemes: Set<string>): void {
  const address = node.properties[name];
  if (address === undefined) return;
  const clean = typeof address === "string" ? cleanAddress(address, schemes) : undefined;
  if (clean === undefined) delete node.properties[name];
  else node.properties[name] = clean;
}

/**
 * Lets `#name` reach the id that the sanitizer has prefixed (an author's own anchors, footnotes), and
 * drops an id that another element already has. Runs when all ids are in place.
 */
export function connectFragments(tree: Root): void {
  const ids = new Set<string>();
  visit(tree, "element", ({ tagName, properties }) => {
    for (const name of tagName === "a" ? ["id", "name"] : ["id"]) {
      const id = properties[name];
      if (typeof id !== "string") continue;
      if (ids.has(id) && !(name === "name" && properties.id === id)) delete properties[name];
      ids.add(id);
    }
  });
  visit(tree, "element", ({ tagName, properties }) => {
    if (tagName !== "a" || typeof properties.href !== "string") return;
    if (!properties.href.startsWith("#")) return SKIP;
    const wanted = decodeFragment(properties.href.slice(1));
    if (!ids.has(wanted) && ids.has(clobberPrefix + wanted)) {
      properties.href = `#${clobberPrefix}${wanted}`;
    }
  });
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // Not percent-encoded as UTF-8: browsers then compare it as it stands.
    return fragment;
  }
}
