import { defaultSchema, type Options as Schema } from "rehype-sanitize";

/** What stands before every id and name an author writes, so that none can shadow one of the page. */
export const clobberPrefix = "user-content-";

const tableParts = ["thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"];

/** Elements whose content is no text of the author's: they vanish whole. Others leave their children. */
export const stripped = [
  ...[
    "script",
    "style",
    "template",
    "noscript",
    "noembed",
    "noframes",
    "iframe",
    "object",
    "audio",
  ],
  ...[
    "video",
    "canvas",
    "svg",
    "math",
    "textarea",
    "select",
    "datalist",
    "title",
    "xmp",
    "plaintext",
  ],
];

const common = {
  strip: stripped,
  allowComments: false,
  allowDoctypes: false,
  clobberPrefix,
  clobber: ["ariaDescribedBy", "ariaLabelledBy", "id", "name"],
  // Beside these, addresses without a scheme; links.ts turns what is left into what browsers read.
  protocols: {
    href: ["http", "https", "mailto"],
    src: ["http", "https"],
    cite: ["http", "https"],
  },
} satisfies Schema;

/** What a post's HTML may hold: what Markdown makes, and the part of HTML an author may add. */
export const postSchema: Schema = {
  ...common,
  tagNames: [
    ...["h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "pre", "hr", "br", "div", "section"],
    ...["ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "figure", "figcaption"],
    ...["table", ...tableParts, "img", "input", "a", "abbr", "b", "bdi", "cite", "code", "del"],
    ...["dfn", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small"],
    ...["span", "strong", "sub", "sup", "time", "u", "var", "wbr"],
  ],
  ancestors: {
    ...defaultSchema.ancestors,
    ...Object.fromEntries(tableParts.map((name) => [name, ["table"]])),
    li: ["ul", "ol"],
    dt: ["dl"],
    dd: ["dl"],
    summary: ["details"],
    figcaption: ["figure"],
  },
  attributes: {
    "*": ["id", "lang", ["dir", "ltr", "rtl", "auto"], "title"],
    a: [
      "href",
      "name",
      "ariaLabel",
      "dataFootnoteRef",
      "dataFootnoteBackref",
      ["ariaDescribedBy", "footnote-label"],
      ["className", "data-footnote-backref"],
    ],
    blockquote: ["cite"],
    // The info string of a fence, which code.ts reads and removes.
    code: [["className", /^language-./], "dataMeta"],
    col: ["span"],
    colgroup: ["span"],
    del: ["cite", "dateTime"],
    details: ["open"],
    h2: [["className", "sr-only"]],
    img: ["src", "alt", "width", "height"],
    input: [["type", "checkbox"], ["disabled", true], "checked"],
    ins: ["cite", "dateTime"],
    li: ["value", ["className", "task-list-item"]],
    ol: [
      "start",
      "reversed",
      ["type", "1", "a", "A", "i", "I"],
      ["className", "contains-task-list"],
    ],
    q: ["cite"],
    section: ["dataFootnotes", ["className", "footnotes"]],
    td: [["align", "left", "center", "right"], "colSpan", "rowSpan"],
    th: [
      ["align", "left", "center", "right"],
      "colSpan",
      "rowSpan",
      ["scope", "row", "col", "rowgroup", "colgroup"],
    ],
    time: ["dateTime"],
    ul: [["className", "contains-task-list"]],
  },
  required: { input: { type: "checkbox", disabled: true } },
};

/** What a comment's HTML may hold: the little that Markdown makes of it, and no HTML of its author's. */
export const commentSchema: Schema = {
  ...common,
  tagNames: ["p", "em", "strong", "del", "code", "pre", "a", "ul", "ol", "li", "blockquote", "br"],
  ancestors: { li: ["ul", "ol"] },
  attributes: {
    a: ["href"],
    code: [["className", /^language-./], "dataMeta"],
    ol: ["start"],
  },
  required: {},
};
