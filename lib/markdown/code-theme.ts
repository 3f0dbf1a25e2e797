import type { ThemeRegistration } from "shiki";

/**
 * The kinds of words in code that look different, and the TextMate scopes of each. Shiki gets a theme
 * whose colors are mere numbers of these kinds; code-theme.css gives each kind its two colors. So one
 * pass serves light and dark, and the HTML carries classes, no styles a strict CSP would refuse.
 */
const kinds: [className: string, scopes: string[]][] = [
  ["tok-comment", ["comment", "punctuation.definition.comment", "string.quoted.docstring"]],
  [
    "tok-keyword",
    [
      "keyword",
      "storage",
      "variable.language",
      "keyword.operator.new",
      "keyword.operator.expression",
      "keyword.operator.logical.python",
      "punctuation.definition.keyword",
      "entity.name.tag.yaml.directive",
    ],
  ],
  [
    "tok-operator",
    ["keyword.operator", "storage.type.function.arrow", "punctuation.separator.key-value"],
  ],
  [
    "tok-string",
    [
      "string",
      "punctuation.definition.string",
      "markup.inline.raw",
      "markup.raw",
      "constant.other.symbol",
      "support.constant.property-value",
    ],
  ],
  ["tok-regexp", ["string.regexp", "constant.character.escape", "constant.character.format"]],
  [
    "tok-constant",
    [
      "constant.numeric",
      "constant.language",
      "constant.other",
      "support.constant",
      "variable.other.enummember",
      "keyword.other.unit",
    ],
  ],
  [
    "tok-function",
    ["entity.name.function", "support.function", "meta.function-call.generic", "variable.function"],
  ],
  [
    "tok-type",
    [
      "entity.name.type",
      "entity.name.class",
      "entity.name.namespace",
      "entity.other.inherited-class",
      "support.type",
      "support.class",
      "storage.type.primitive",
    ],
  ],
  [
    "tok-tag",
    ["entity.name.tag", "punctuation.definition.tag", "markup.heading", "entity.name.section"],
  ],
  [
    "tok-attribute",
    [
      "entity.other.attribute-name",
      "support.type.property-name",
      "meta.object-literal.key",
      "variable.other.property",
      "variable.other.object.property",
    ],
  ],
  ["tok-parameter", ["variable.parameter"]],
  ["tok-link", ["markup.underline.link", "string.other.link"]],
  [
    "tok-inserted",
    ["markup.inserted", "punctuation.definition.inserted", "meta.diff.header.to-file"],
  ],
  [
    "tok-deleted",
    ["markup.deleted", "punctuation.definition.deleted", "meta.diff.header.from-file"],
  ],
  ["tok-changed", ["markup.changed", "meta.diff.range", "meta.diff.header"]],
  ["tok-strong", ["markup.bold"]],
  ["tok-emphasis", ["markup.italic"]],
  ["tok-invalid", ["invalid"]],
  // Inside a string, what is code again; it must not keep the string's color.
  ["tok-plain", ["meta.template.expression", "meta.embedded", "source.ruby.embedded"]],
];

/** The classes a highlighted code may carry, `tok-plain` (no color of its own) left out. */
export const tokenClasses: readonly string[] = kinds
  .map(([className]) => className)
  .filter((className) => className !== "tok-plain");

/** A theme of shiki's whose color number n stands for the n-th kind of word. */
export const codeTheme = {
  name: "duet",
  type: "light",
  fg: colorOf(-1),
  bg: "#ffffff",
  settings: [
    { settings: { foreground: colorOf(-1), background: "#ffffff" } },
    ...kinds.map(([, scope], index) => ({ scope, settings: { foreground: colorOf(index) } })),
  ],
} satisfies ThemeRegistration;

/** The class of a token that shiki gave this color; undefined when it is plain. */
export function tokenClassOf(color: string | undefined): string | undefined {
  const index = color ? Number.parseInt(color.slice(1), 16) - 1 : -1;
  const className = kinds[index]?.[0];
  return className === "tok-plain" ? undefined : className;
}

function colorOf(index: number): string {
  return `#${(index + 1).toString(16).padStart(6, "0")}`;
}
