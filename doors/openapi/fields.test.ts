import { expect, test } from "vitest";
import { exampleOf, fieldsOf, type Schema, typeOf } from "#doors/openapi/fields";

test.each<[Schema, string]>([
  [{ type: "string" }, "string"],
  [{ type: "string", minLength: 1, maxLength: 200 }, "string, 1 to 200 characters"],
  [{ type: "string", maxLength: 1000 }, "string, at most 1,000 characters"],
  [{ type: "string", format: "uuid" }, "string, uuid"],
  [{ type: "integer", minimum: 1 }, "integer, at least 1"],
  [{ type: ["string", "null"] }, "string or null"],
  [{ anyOf: [{ $ref: "#/components/schemas/Cover" }, { type: "null" }] }, "Cover or null"],
  [{ type: "array", items: { $ref: "#/components/schemas/Tag" } }, "array of Tag"],
  [{ type: "array", items: { type: "string" }, maxItems: 20 }, "array of string, at most 20"],
  [{ enum: ["a", "b"] }, '"a" | "b"'],
  [{ const: "ok" }, '"ok"'],
  [{}, "anything"],
])("%j reads %s", (schema, words) => {
  expect(typeOf(schema)).toBe(words);
});

const list: Schema = {
  type: "object",
  required: ["data", "page"],
  properties: {
    data: { type: "array", items: { $ref: "#/components/schemas/Tag" } },
    page: {
      type: "object",
      required: ["limit"],
      properties: {
        limit: { type: "integer", default: 20, description: "How many." },
        parts: {
          type: "array",
          items: { type: "object", properties: { at: { type: "integer" } } },
        },
      },
    },
  },
};

test("the fields of an object stand with those inside it; a shared schema is only named", () => {
  const fields = fieldsOf(list).map(({ name, required, schemaName, description }) => {
    return [name, required, schemaName, description];
  });
  expect(fields).toEqual([
    ["data", true, "Tag", ""],
    ["page", true, undefined, ""],
    ["page.limit", true, undefined, "How many. Default 20."],
    ["page.parts", false, undefined, ""],
    ["page.parts[].at", false, undefined, ""],
  ]);
});

test("an example is made of the examples inside", () => {
  const shared = { Tag: { type: "object", examples: [{ slug: "craft" }] } };
  expect(exampleOf(list, shared)).toEqual({
    data: [{ slug: "craft" }],
    page: { limit: 20, parts: [{ at: 1 }] },
  });
});
