import type { PostSummaryView } from "#components/posts/view";

const author = { handle: "ines", name: "Inês Duarte", image: null };
const coAuthor = { handle: "tomas", name: "Tomás Okafor", image: null };

/** A post that is not there, for a page that reads no database. */
export const samplePost: PostSummaryView = {
  id: "sample",
  slug: "sample",
  title: "A title that is long enough to need a second line on a phone",
  excerpt: "Two sentences that say what it is about. They end before they bore.",
  excerptFrom: "author",
  status: "published",
  version: 1,
  cover: null,
  tags: [
    { slug: "craft", name: "Craft" },
    { slug: "caching", name: "Caching" },
  ],
  author: author,
  coAuthors: [coAuthor],
  publishedAt: "2026-05-03T14:05:00.000Z",
  updatedAt: "2026-05-03T14:05:00.000Z",
  readingMinutes: 4,
  commentCount: 2,
  url: "/design",
};

/** A picture without a file: two doors. */
export const sampleCover = {
  url: `data:image/svg+xml,${encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 8"><path fill="#8fa3b3" d="M0 0h12v8H0z"/><path fill="#16202c" d="M2 1h3v7H2z"/><path fill="#d24b2f" d="M7 1h3v7H7z"/></svg>',
  )}`,
  alt: "Two doors, one dark and one red",
  width: 1200,
  height: 800,
};

/** The text of a post as the pipeline prints it, in short. */
export const sampleBody = `
<h2 id="sample-words">Words <a class="anchor" href="#sample-words" aria-label="Link to this section">#</a></h2>
<p>A paragraph with <a href="/design">a link</a>, <em>stress</em>, <strong>weight</strong>, <code>code</code>, <kbd>Ctrl</kbd> and a note.<sup><a href="#fn-sample" id="fnref-sample" data-footnote-ref="">1</a></sup></p>
<blockquote><p>Write it once, and offer it at two doors.</p></blockquote>
<ul><li>One</li><li>Two<ol><li>Two and a half</li></ol></li></ul>
<hr>
<figure class="code" data-language="ts"><figcaption>sample.ts</figcaption><pre tabindex="0"><code>export const doors = 2;</code></pre></figure>
<div class="alert alert-tip"><p class="alert-title">Tip</p><p>A better way that is not obvious.</p></div>
<section class="footnotes"><ol><li id="fn-sample"><p>The note. <a href="#fnref-sample" data-footnote-backref="" aria-label="Back to the text">↩</a></p></li></ol></section>`;
