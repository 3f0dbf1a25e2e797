/** What XML 1.0 has no place for, not even escaped (§2.2): most controls, halves of pairs, U+FFFE and U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Surrogate}\ufffe\uffff]/gu;

/** A text without the characters that XML 1.0 forbids; all others can be escaped. */
export function xmlText(text: string): string {
  return text.replace(forbidden, "");
}

/** An element, written. */
export interface Xml {
  xml: string;
}

/** An element, whose attributes and text may be any text; what is undefined is left out. */
export function element(
  name: string,
  attributes: Record<string, string> | null,
  ...children: (Xml | string | undefined)[]
): Xml {
  const written = Object.entries(attributes ?? {}).map(
    ([key, value]) => ` ${key}="${escaped(value)}"`,
  );
  const content = children.map((child) => {
    if (child === undefined) return "";
    return typeof child === "string" ? escaped(child) : child.xml;
  });
  return { xml: `<${name}${written.join("")}>${content.join("")}</${name}>` };
}

/** A document in UTF-8. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`;
}

const entities = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  // Alone it may stand; behind two brackets it ends a section that was never begun.
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/** Text for an element or an attribute: white space that a parser would change (§2.11, §3.3.3) is named by number. */
function escaped(text: string): string {
  return xmlText(text).replace(
    /[&<>"\r\t\n]/g,
    (character) => entities.get(character) ?? `&#${character.charCodeAt(0)};`,
  );
}
