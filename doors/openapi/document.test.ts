import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { documents, type Route, routes } from "#domain/routes";
import { apiDocument, offeredOperations } from "#doors/openapi/document";
import { problems } from "#lib/errors";
import { exampleProblems } from "#lib/testing/contract";

const document = apiDocument("https://blog.test");
const text = JSON.stringify(document);

test("Redocly finds nothing wrong with it", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const found = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
  const said = found.map(({ ruleId, message, location }) => {
    return `${ruleId}: ${message} (${location[0]?.pointer})`;
  });
  expect(said).toEqual([]);
}, 30_000);

test("it has the addresses of the table, and no others", () => {
  const table = [...Object.values<Pick<Route, "method" | "path">>(routes), ...documents];
  const expected = table.map(({ method, path }) => `${method} ${path}`);
  const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(expected.sort());
});

test("its operations have ids of their own", () => {
  const ids = offeredOperations().map(({ words }) => words.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("made twice it is the same", () => {
  expect(JSON.stringify(apiDocument("https://blog.test"))).toBe(text);
});

/** What the server answers before it knows which operation is meant. */
const general = ["method_not_allowed"];

test("every problem there is can be the answer of some operation", () => {
  const said = new Set(
    [...text.matchAll(/"type":"[^"]+\/docs\/errors#(\w+)"/g)].map(([, code]) => code),
  );
  expect([...said, ...general].sort()).toEqual(Object.keys(problems).sort());
});

describe("examples", () => {
  test("fit the schemas they stand beside", () => {
    expect(exampleProblems(document)).toEqual([]);
  });
});
