import { expect, test } from "vitest";
import { offeredOperations } from "#doors/openapi/document";
import { chapters, sharedSchemas } from "#doors/openapi/reference";

const entries = chapters.flatMap((chapter) => chapter.entries);

test("every operation stands in one chapter, and the document beside them", () => {
  const expected = offeredOperations().map(({ words }) => words.id);
  expect(entries.map(({ id }) => id).sort()).toEqual([...expected, "getOpenApi"].sort());
  const names = chapters.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain("schemas");
});

test.each(entries.map((entry) => [entry.id, entry] as const))(
  "%s: its examples fill its path, and what it names has a place",
  (_, entry) => {
    for (const { code } of entry.snippets) expect(code).not.toMatch(/\/\{\w+\}|undefined/);
    const named = [...entry.answers.map(({ schemaName }) => schemaName)].filter(Boolean);
    const shared = sharedSchemas.map(({ name }) => name);
    expect(shared).toEqual(expect.arrayContaining(named));
    expect(entry.problems.length).toBeGreaterThan(0);
  },
);

test("a list's answer shows what its items are", () => {
  const list = entries.find(({ id }) => id === "listTags");
  expect(list?.answers[0]?.fields.map(({ name, type }) => `${name}: ${type}`)).toEqual([
    "data: array of Tag",
    "page: Page",
  ]);
  expect(list?.access).toBe("Everybody.");
  expect(JSON.parse(list?.answers[0]?.example ?? "").data[0].slug).toBe("craft");
});
