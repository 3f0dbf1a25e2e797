import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { entryOf, ledger } from "#domain/ledger";
import { operations } from "#domain/registry";
import { actionsIn, ledgerLines } from "#doors/ledger";

const lines = ledgerLines();

/** What our components fetch, as "GET /api/posts/{}". */
const fetched = globSync("components/**/*.tsx").flatMap((file) =>
  readFileSync(file, "utf8")
    .split(/\bfetch\(/)
    .slice(1)
    .map((call) => {
      const [, path = ""] = /^[`"]([^`"]+)/.exec(call) ?? [];
      const [, method = "GET"] = /^[^;]*?\bmethod: "(\w+)"/.exec(call) ?? [];
      return `${method} ${path.replaceAll(/\$\{[^}]+\}/g, "{}")}`;
    }),
);

const shape = (address: string | null) => address?.replaceAll(/\{\w+\}/g, "{}");

describe("the ledger", () => {
  test("has every operation once", () => {
    const named = ledger.flatMap((entry) => entry.operations);
    expect(new Set(named).size).toBe(named.length);
    expect(operations.filter(({ name }) => !entryOf(name)).map(({ name }) => name)).toEqual([]);
    const there = operations.map(({ name }) => name);
    expect(named.filter((name) => !name.endsWith(".*") && !there.includes(name))).toEqual([]);
  });

  test.each(lines.map((line) => [line.name, line] as const))(
    "tells the door of %s",
    (name, line) => {
      const { door } = entryOf(name) ?? {};
      const { actions, address, kind } = line;
      // It has what an experiment needs.
      if (door === "both") return;
      // What an action offers goes through it; nothing else does.
      expect(actions.length > 0, actions.join()).toBe(door === "action");
      expect(
        fetched.some((request) => request === shape(address)),
        name,
      ).toBe(door === "handler");
      if (door === "page") expect(kind).toBe("read");
    },
  );
});

test("an action’s operations are found, those behind a constant too", () => {
  const text = `"use server";
const upload = action(createUpload, { fields: ["alt"] });
const pictures = { cover: upload };
export const one = choice({
  save: action(createPost, { once: true }),
  ...pictures,
});
export const two = action(publishPost, { goTo: (post) => \`/studio/\${post.id}\` });
`;
  expect([...actionsIn(text)]).toEqual([
    ["one", new Set(["createPost", "createUpload"])],
    ["two", new Set(["publishPost"])],
  ]);
});
