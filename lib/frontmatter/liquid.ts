import { readFileName } from "./file-name.ts";

/** What `{{ site.name }}` stands for: a Jekyll site's configuration, as far as it is known. */
export type SiteVariables = { repository?: string; url?: string; baseurl?: string };

// A file with NUL is refused before this, so NUL can stand around what must not be looked at.
const kept = "\0";
const mostRepeats = 200;

/**
 * A Jekyll post's text as plain Markdown: `highlight` becomes a fence, `raw` shows what it holds,
 * `comment` vanishes, `post_url` and `link` become paths of this blog, `site` variables and literals
 * through `relative_url` their value, a loop over a list in the post its turns. Every other tag stays
 * as it is, for the author to see.
 */
export function withoutLiquid(text: string, site: SiteVariables = {}): string {
  if (!text.includes("{%") && !text.includes("{{")) return text;
  const raw: string[] = [];
  const restore = (part: string) =>
    part.replace(new RegExp(`${kept}(\\d+)${kept}`, "g"), (_, index) => raw[Number(index)] ?? "");

  let plain = replaceBlocks(text, "raw", ({ content }) => {
    return `${kept}${raw.push(content) - 1}${kept}`;
  });
  plain = replaceBlocks(plain, "comment", () => "");
  plain = replaceBlocks(plain, "highlight", (block) => asFence(block, restore));
  plain = withPaths(withLoops(plain));
  return restore(withVariables(withoutUnknownLinks(plain, site), site));
}

type Block = { before: string; options: string; content: string; all: string };

/** Replaces each `{% name options %} content {% endname %}`, with the spaces before it on its line. */
function replaceBlocks(text: string, name: string, replacement: (block: Block) => string): string {
  const last = text.lastIndexOf(`end${name}`);
  if (last === -1) return text;
  // Nothing after the last end tag is a block; looking for one there from each start would take long.
  const end = text.indexOf("%}", last) + 2;
  const pattern = new RegExp(
    `([ \\t]*)\\{%-?\\s*${name}\\b([^%]*?)-?%\\}([\\s\\S]*?)\\{%-?\\s*end${name}\\s*-?%\\}`,
    "g",
  );
  const head = text.slice(0, end).replace(pattern, (all, before, options, content) => {
    const replaced = replacement({ before, options, content, all });
    return replaced === all ? all : `${before}${replaced}`;
  });
  return head + text.slice(end);
}

function asFence({ before, options, content }: Block, restore: (part: string) => string): string {
  const [language = "", ...others] = options.trim().split(/\s+/);
  const lines = /(?:hl_lines|mark_lines)=["']([\d\s]+)["']/.exec(others.join(" "))?.[1];
  const info = lines ? `${language} {${lines.trim().split(/\s+/).join(",")}}` : language;
  // Longer than any run of backticks within.
  const runs = Array.from(restore(content).matchAll(/`+/g), ([run]) => run.length);
  const fence = "`".repeat(runs.reduce((most, run) => Math.max(most, run), 2) + 1);
  const code = content.replace(/^[ \t]*\n/, "").trimEnd();
  return `${fence}${info}\n${code}\n${before}${fence}`;
}

/** `{% assign numbers = "1|2" | split: "|" %}{% for n in numbers %}…{% endfor %}`. */
function withLoops(text: string): string {
  const lists = new Map<string, string[]>();
  const assign =
    /\{%-?\s*assign\s+(\w+)\s*=\s*"([^"%]*)"\s*\|\s*split:\s*"([^"%]+)"\s*-?%\}[ \t]*\n?/g;
  const rest = text.replace(assign, (_, name: string, value: string, separator: string) => {
    lists.set(name, value.split(separator).slice(0, mostRepeats));
    return "";
  });
  if (lists.size === 0) return text;
  return replaceBlocks(rest, "for", ({ options, content, all }) => {
    const [, item = "", list = ""] = /^\s*(\w+)\s+in\s+(\w+)\s*$/.exec(options) ?? [];
    const values = lists.get(list);
    if (!values || content.includes("{%") || content.length > 1_000) return all;
    const variable = new RegExp(`\\{\\{-?\\s*${item}\\s*-?\\}\\}`, "g");
    const turns = values.map((value) => content.replace(variable, () => value));
    return turns.join("").replace(/\n{2,}/g, "\n");
  });
}

function withPaths(text: string): string {
  return text.replace(
    /\{%-?\s*(post_url|link)\s+([^\s%]+)\s*-?%\}/g,
    (_, tag: string, file: string) => {
      const post = /^(?:_posts|_drafts)\/|(?:^|\/)\d{4}-\d{1,2}-\d{1,2}-/.test(file);
      if (tag === "post_url" || post) return `/posts/${readFileName(file).slug ?? ""}`;
      // A page or an asset of the old site: its path there.
      return `/${file.replace(/^[_/]+/, "").replace(/\.(?:md|markdown)$/, "")}`;
    },
  );
}

/** A link into a repository that nobody has named is better no link than a wrong one. */
function withoutUnknownLinks(text: string, site: SiteVariables): string {
  if (site.repository !== undefined || !text.includes("site.repository")) return text;
  const labels = new Set<string>();
  return text
    .replace(/\[([^\][]*)\]\(\s*\{\{-?\s*site\.repository\s*-?\}\}[^()\s]*\)/g, "$1")
    .replace(/^ {0,3}\[([^\][]+)\]:\s*\{\{-?\s*site\.repository\s*-?\}\}.*\n?/gm, (_, label) => {
      labels.add(label);
      return "";
    })
    .replace(/\[([^\][]+)\](?:\[([^\][]*)\])?(?![(:])/g, (all, label: string, other?: string) =>
      labels.has(other || label) ? label : all,
    );
}

function withVariables(text: string, site: SiteVariables): string {
  const values = { url: "", baseurl: "", repository: "", ...site };
  const literal = /\{\{-?\s*(["'])([^"'{}]*)\1\s*((?:\|[\w:.\s]+)+)-?\}\}/g;
  const asPath = /^(?:\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*)+$/;
  return text
    .replace(literal, (all, _quote, value: string, filters: string) =>
      asPath.test(filters) ? value : all,
    )
    .replace(
      /\{\{-?\s*site\.(url|baseurl|repository)\s*-?\}\}/g,
      (_, name: keyof SiteVariables) => values[name]?.replace(/\/$/, "") ?? "",
    );
}
