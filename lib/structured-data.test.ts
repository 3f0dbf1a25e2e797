import fc from "fast-check";
import { expect, test } from "vitest";
import { breadcrumbs, dataBlock } from "#lib/structured-data";

test("no text ends the block it stands in, and each comes back as it was", () => {
  const hostile = fc.constantFrom("</script>", "<!--", "<script", "]]>", "\u2028", '"', "\\");
  const text = fc.array(fc.oneof(fc.string(), hostile));
  fc.assert(
    fc.property(text, (pieces) => {
      const name = pieces.join("");
      const block = dataBlock([{ "@type": "Thing", name }]);
      expect(block).not.toContain("<");
      expect(JSON.parse(block)["@graph"][0].name).toBe(name);
    }),
  );
});

test("the way to a page begins at the front page", () => {
  expect(breadcrumbs({ name: "Tags", path: "/tags" })).toMatchObject({
    itemListElement: [
      { position: 1, item: "http://localhost:3000/" },
      { position: 2, name: "Tags", item: "http://localhost:3000/tags" },
    ],
  });
});
