import { LARGEST_SITEMAP } from "#lib/sitemap";
import { parseXml, type XmlElement } from "#lib/testing/strict-xml";

const namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}";

/** What an entry may say, in the order of the schema (https://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd). */
const entries: Record<string, { entry: string; says: readonly string[] }> = {
  urlset: { entry: "url", says: ["loc", "lastmod", "changefreq", "priority"] },
  sitemapindex: { entry: "sitemap", says: ["loc", "lastmod"] },
};

/** In bytes, unpacked, of a map and of an index alike. */
const LARGEST = 50 * 1024 * 1024;

/** A date, or a date with a time and its zone (https://www.w3.org/TR/NOTE-datetime). */
const when = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** What is wrong with a sitemap, or an index of them, that stands at an address: by the protocol's every rule. */
export function sitemapFaults(text: string, address: string): string[] {
  const root = parseXml(text);
  const kind = root.name.replace(namespace, "");
  const rules = root.name.startsWith(namespace) ? entries[kind] : undefined;
  if (!rules) return [`${root.name} is neither a map nor an index`];
  const faults: string[] = [];
  const check = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  check(/^<\?xml version="1\.0" encoding="UTF-8"\?>/i.test(text), "does not say that it is UTF-8");
  check(Buffer.byteLength(text) <= LARGEST, "is larger than 50 MB");
  check(root.children.length > 0, "has nothing in it");
  check(root.children.length <= LARGEST_SITEMAP, `has ${root.children.length} entries`);
  const seen = new Set<string>();
  for (const child of root.children) {
    check(child.name === namespace + rules.entry, `${child.name} is no ${rules.entry}`);
    faults.push(...entryFaults(child, rules.says, address));
    const location = child.children[0]?.text ?? "";
    check(!seen.has(location), `${location} is there twice`);
    seen.add(location);
  }
  return faults;
}

function entryFaults(entry: XmlElement, says: readonly string[], address: string): string[] {
  const names = entry.children.map(({ name }) => name.replace(namespace, ""));
  const inOrder = says.filter((name) => names.includes(name));
  const [location] = entry.children;
  const url = location?.text ?? "";
  const faults: string[] = [];
  if (names.join() !== inOrder.join() || names[0] !== "loc") faults.push(`${names} in an entry`);
  if (!URL.canParse(url) || new URL(url).href !== url) return [...faults, `${url} is no address`];
  if (url.length < 12 || url.length > 2048) faults.push(`${url} is ${url.length} long`);
  // What a map lists stands on its host, and beside or below it.
  const place = new URL(".", address).href;
  if (!url.startsWith(place)) faults.push(`${url} is not below ${place}`);
  for (const { name, text } of entry.children) {
    if (!name.endsWith("}lastmod")) continue;
    if (!when.test(text) || Number.isNaN(Date.parse(text))) faults.push(`${text} is no date`);
  }
  return faults;
}
