import type { Browser } from "@playwright/test";

export interface Page {
  status: number;
  type: string;
  /** The text of a document; empty for what is none. */
  text: string;
  ids: Set<string>;
  /** Whole addresses: where its links lead, and what it is made of. */
  links: string[];
}

export interface Site {
  /** By path and query. */
  pages: Map<string, Page>;
  /** Each dead link, as "where it stands → where it leads". */
  dead: string[];
}

/** Where readers do not read: what is behind the sign-in, and the API. */
export const notFollowed = /^\/(studio|sign-in|choose|api)(\/|$|\?)/;

/** The components by themselves: what they name is made up, and their links lead nowhere. */
const sampler = /^\/design(\?|$)/;

/**
 * Follows every link from the given paths through the blog, as HTML is sent, without scripts; asks for
 * every picture, style sheet, script and feed that a page names, and looks for every fragment.
 */
export async function crawl(browser: Browser, origin: string, from: string[]): Promise<Site> {
  const parser = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
  const pages = new Map<string, Page>();
  const named = new Map<string, string>();
  const waiting = [...from];
  for (const path of from) named.set(path, "the start");
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const page = await read(origin, path);
    pages.set(path, page);
    if (notFollowed.test(path)) continue;
    const isDocument = page.type.startsWith("text/html");
    if (!isDocument && !path.startsWith("/sitemap")) continue;
    const found = isDocument
      ? await parser.evaluate(look, { text: page.text, base: origin + path })
      : { ids: [], links: located(page.text) };
    page.ids = new Set(found.ids);
    if (sampler.test(path)) continue;
    page.links = found.links.filter((link) => new URL(link).origin === origin);
    for (const link of page.links) {
      const { pathname, search } = new URL(link);
      const next = pathname + search;
      if (named.has(next)) continue;
      named.set(next, path);
      waiting.push(next);
    }
  }
  await parser.context().close();
  return { pages, dead: deadLinks(pages, named) };
}

async function read(origin: string, path: string): Promise<Page> {
  const answer = await fetch(origin + path);
  const type = answer.headers.get("content-type") ?? "";
  const isText = /^text\/|json|xml/.test(type);
  const text = isText ? await answer.text() : "";
  if (!isText) await answer.arrayBuffer();
  return { status: answer.status, type, text, ids: new Set(), links: [] };
}

/** The addresses in a site map. */
function located(text: string): string[] {
  return [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = ""]) => address);
}

/** Runs in the browser, for its HTML parser. */
function look({ text, base }: { text: string; base: string }) {
  const parsed = new DOMParser().parseFromString(text, "text/html");
  const all = (selector: string, attribute: string) =>
    [...parsed.querySelectorAll(selector)].flatMap((element) => {
      const value = element.getAttribute(attribute);
      return value === null ? [] : [value];
    });
  const sets = all("[srcset]", "srcset").flatMap((set) =>
    set.split(",").map((candidate) => candidate.trim().split(/\s+/)[0] ?? ""),
  );
  const pictures = all("meta[property='og:image'], meta[name='twitter:image']", "content");
  const addresses = [...all("[href]", "href"), ...all("[src]", "src"), ...sets, ...pictures];
  return {
    ids: all("[id]", "id"),
    links: addresses
      .map((address) => new URL(address, base))
      .filter(({ protocol }) => protocol.startsWith("http"))
      .map(String),
  };
}

function deadLinks(pages: Map<string, Page>, named: Map<string, string>): string[] {
  const dead = [...pages]
    .filter(([, { status }]) => status >= 400)
    .map(([path, { status }]) => `${named.get(path)} → ${path}: ${status}`);
  for (const [path, { links }] of pages) {
    for (const link of new Set(links)) {
      const { pathname, search, hash } = new URL(link);
      const target = pages.get(pathname + search);
      const id = decodeURIComponent(hash.slice(1));
      if (!id || !target?.type.startsWith("text/html")) continue;
      if (notFollowed.test(pathname) || id === "top" || target.ids.has(id)) continue;
      dead.push(`${path} → ${pathname}${search}#${id}: nothing has this id`);
    }
  }
  return dead;
}
