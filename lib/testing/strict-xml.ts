import { SaxesParser } from "saxes";

/** An element of a document, as plain as a test wants it. */
export interface XmlElement {
  /** With its namespace's address in front: `{http://www.w3.org/2005/Atom}entry`; without one, as it is. */
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlElement[];
}

/** Reads a document as a validating reader would: the first thing that is not well-formed is thrown. */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const top: XmlElement = { name: "", attributes: {}, text: "", children: [] };
  const open = [top];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    const element: XmlElement = {
      name: uri ? `{${uri}}${local}` : local,
      attributes: Object.fromEntries(
        Object.values(attributes).map(({ name, value }) => [name, value]),
      ),
      text: "",
      children: [],
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  const add = (piece: string) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.write(text).close();
  const [root] = top.children;
  if (!root) throw new Error("The document has no root element.");
  return root;
}

/** The children of that name; a test says the local name alone where it cannot be mistaken. */
export function named({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((each) => each.name === name || each.name.endsWith(`}${name}`));
}
