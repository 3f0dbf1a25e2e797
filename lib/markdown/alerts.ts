import type { ElementContent, Root } from "hast";
import { visit } from "unist-util-visit";

const titles = new Map([
  ["note", "Note"],
  ["tip", "Tip"],
  ["important", "Important"],
  ["warning", "Warning"],
  ["caution", "Caution"],
]);

const marker = /^\s*\[!([a-z]+)\][^\S\n]*(\n|$)/i;

/**
 * Turns a quote whose first line is `[!NOTE]` (TIP, IMPORTANT, WARNING, CAUTION) into an alert, as
 * GitHub does (https://docs.github.com/get-started/writing-on-github, "Alerts").
 */
export function addAlerts(tree: Root): void {
  visit(tree, "element", (node) => {
    if (node.tagName !== "blockquote") return;
    const paragraph = node.children.find((child) => child.type === "element");
    if (paragraph?.type !== "element" || paragraph.tagName !== "p") return;
    const alert = readMarker(paragraph.children);
    if (!alert) return;

    paragraph.children = alert.rest;
    node.tagName = "aside";
    // A note, not a landmark: a page of ten alerts would have ten.
    node.properties = { className: ["alert", `alert-${alert.kind}`], role: "note" };
    node.children = [
      {
        type: "element",
        tagName: "p",
        properties: { className: ["alert-title"] },
        children: [{ type: "text", value: alert.title }],
      },
      ...node.children.filter((child) => child !== paragraph || alert.rest.length > 0),
    ];
  });
}

/** The kind of alert a paragraph's first line names, and what comes after that line. */
function readMarker(children: ElementContent[]) {
  const [text, ...others] = children;
  if (text?.type !== "text") return;
  const [found, word = "", end] = marker.exec(text.value) ?? [];
  const kind = word.toLowerCase();
  const title = titles.get(kind);
  if (!found || !title) return;

  const after = text.value.slice(found.length);
  const rest: ElementContent[] = after ? [{ type: "text", value: after }, ...others] : others;
  // The marker has its line to itself: "[!NOTE] *so*" is a sentence.
  if (end === "" && rest.length > 0 && !isBreak(rest[0])) return;
  return { kind, title, rest: isBreak(rest[0]) ? rest.slice(1) : rest };
}

function isBreak(node: ElementContent | undefined): boolean {
  return node?.type === "element" && node.tagName === "br";
}
