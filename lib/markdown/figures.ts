import type { Element, ElementContent, Root } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { readableText } from "./summary.ts";

/** Uploaded pictures that a text may show, by their digests; sizes in pixels. */
export type Pictures = Record<string, { width: number; height: number; widths: number[] }>;

/**
 * Makes images load when they are near, gives uploaded ones their size and their narrower copies, and a paragraph that holds nothing but an image (or a linked
 * image) a figure, whose caption is the image's title.
 */
export function addFigures(tree: Root, pictures: Pictures = {}): void {
  visit(tree, "element", (node, _index, parent) => {
    if (node.tagName === "img") prepareImage(node, pictures);
    if (node.tagName !== "p" || (parent?.type === "element" && parent.tagName === "figure")) return;
    const image = onlyImage(node);
    if (!image) return;
    const { title, ...properties } = image.properties;
    node.tagName = "figure";
    node.children = node.children.filter((child) => child.type === "element");
    if (typeof title !== "string" || title.trim() === "") return;
    image.properties = properties;
    node.children.push({
      type: "element",
      tagName: "figcaption",
      properties: {},
      children: [{ type: "text", value: title }],
    });
  });
}

/** Puts each table in a box that scrolls on its own and is reached by keyboard, with a name of its own. */
export function addTableRegions(tree: Root): void {
  let count = 0;
  visit(tree, "element", (node, index, parent) => {
    if (node.tagName !== "table" || !parent || index === undefined) return;
    count++;
    const caption = node.children.find(
      (child): child is Element => child.type === "element" && child.tagName === "caption",
    );
    const name = caption && readableText(caption).replace(/\s+/g, " ");
    parent.children[index] = {
      type: "element",
      tagName: "div",
      properties: {
        className: ["table"],
        role: "region",
        ariaLabel: name || (count === 1 ? "Table" : `Table ${count}`),
        tabIndex: 0,
      },
      children: [node],
    };
    // A table within this one's cells scrolls with it.
    return SKIP;
  });
}

/** Says in words what a task's disabled box shows. */
export function addTaskLabels(tree: Root): void {
  visit(tree, "element", ({ tagName, properties }) => {
    if (tagName !== "input") return;
    const done = properties.checked === true;
    properties.ariaLabel = done ? "Completed task" : "Incomplete task";
  });
}

/** How wide a picture in a text is shown: the column, or the screen with its margins. */
const SIZES = "(min-width: 48rem) 43rem, calc(100vw - 2rem)";

function prepareImage({ properties }: Element, pictures: Pictures): void {
  properties.alt ??= "";
  properties.loading = "lazy";
  properties.decoding = "async";
  const [folder = "", digest = ""] =
    /^\/media\/([0-9a-f]{64})\/(?=picture\.)/.exec(String(properties.src)) ?? [];
  const picture = Object.hasOwn(pictures, digest) ? pictures[digest] : undefined;
  if (!picture) return;
  const { width, height, widths } = picture;
  // The author's own size, if he gave one, is what he wants.
  if (properties.width === undefined && properties.height === undefined) {
    Object.assign(properties, { width, height });
  }
  if (widths.length === 0) return;
  const copies = widths.map((each) => `${folder}${each}.webp ${each}w`);
  properties.srcSet = [...copies, `${properties.src} ${width}w`].join(", ");
  properties.sizes = SIZES;
}

/** The image of a paragraph (perhaps within a link) beside which there is nothing but white space. */
function onlyImage(paragraph: Element): Element | undefined {
  const [only, another] = paragraph.children.filter(hasSubstance);
  if (!only || another || only.type !== "element") return;
  if (only.tagName === "img") return only;
  return only.tagName === "a" ? onlyImage(only) : undefined;
}

function hasSubstance(node: ElementContent): boolean {
  return node.type !== "text" || node.value.trim() !== "";
}
