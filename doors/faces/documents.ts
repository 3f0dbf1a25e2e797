import { tag } from "#domain/events";
import { perform } from "#domain/operation";
import { getPost, listPosts } from "#domain/posts/operations";
import { siteSettings } from "#domain/site/queries";
import { face, following } from "#doors/faces/face";
import { guest } from "#lib/actor";
import { absoluteUrl } from "#lib/addresses";
import { AppError } from "#lib/errors";
import { icon } from "#lib/icon";
import { isSlug } from "#lib/slug";

const plain = "text/plain; charset=utf-8";

/** `/posts/<slug>.md`: what the API answers with `Accept: text/markdown`. */
export const markdown = face<{ slug: string }>(async ({ slug }) => {
  // A page has one address, and so has its source: an id is none.
  if (!isSlug(slug)) throw new AppError("not_found", "No such post.");
  const media = "text/markdown";
  const found = perform(getPost, { actor: guest, input: { id: slug } });
  const { value, cacheTags } = await following(found, (now) => `/posts/${now}.md`);
  const body = getPost.representations?.text(value, media) ?? "";
  return { type: `${media}; charset=utf-8`, body, tags: cacheTags ?? [] };
});

/** `/robots.txt` (RFC 9309): what is not for a search is behind sign-in or has no end. */
export const robots = face(async () => ({
  type: plain,
  tags: [],
  body: [
    "User-agent: *",
    "Disallow: /api/",
    "Disallow: /search?",
    "Disallow: /sign-in",
    "Disallow: /studio",
    "",
    `Sitemap: ${absoluteUrl("/sitemap.xml")}`,
    "",
  ].join("\n"),
}));

/** `/icon.svg`: the mark, for who shows the blog elsewhere; pages carry it themselves. */
export const logo = face(async () => ({ type: "image/svg+xml", tags: [], body: icon }));

/** How many posts `/llms.txt` names; the sitemap has all. */
const NAMED = 50;

/** `/llms.txt` (https://llmstxt.org): what the blog is, and where its texts are as plain Markdown. */
export const llms = face(async () => {
  const input = { limit: NAMED };
  const [site, list] = await Promise.all([
    siteSettings(),
    perform(listPosts, { actor: guest, input }),
  ]);
  const posts = list.value.data.map(({ title, url, excerpt }) =>
    linkLine(title, `${url}.md`, excerpt),
  );
  const body = [
    `# ${inline(site.title)}`,
    `> ${inline(site.description)}`,
    "Each post is also there as Markdown with front matter: its address with `.md` at the end.",
    section("Posts", posts),
    section("Machines", [
      linkLine("RSS", "/feed.xml", "the newest posts, whole"),
      linkLine("Atom", "/atom.xml", "the same"),
      linkLine("JSON Feed", "/feed.json", "the same"),
      linkLine("Sitemap", "/sitemap.xml", "every public address"),
    ]),
    section("API", [
      linkLine("OpenAPI document", "/api/openapi.json", "every operation"),
      linkLine("Guides and reference", "/docs", "for people"),
    ]),
  ];
  const text = body.filter((part) => part !== "").join("\n\n");
  return { type: plain, tags: [tag.posts, ...(list.cacheTags ?? [])], body: `${text}\n` };
});

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `## ${title}\n\n${lines.join("\n")}`;
}

function linkLine(name: string, path: string, about: string): string {
  return `- [${inline(name)}](${absoluteUrl(path)})${about ? `: ${inline(about)}` : ""}`;
}

/** A text of one line as Markdown shows it: nothing in it is markup. */
function inline(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#]/g, "\\$&");
}
