import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ledgerLines } from "#doors/ledger";
import { factsOf } from "#doors/xray";

const node = {
  "7f01": { filename: "actions/comments.ts", exportedName: "createCommentAction" },
  "7f02": { filename: "actions/reactions.ts", exportedName: "reactAction" },
  "7f03": { filename: "actions/session.ts", exportedName: "signOutAction" },
  c001: { filename: "domain/posts/queries.ts", exportedName: "$$RSC_SERVER_CACHE_0" },
};

test("an action is told by its id: its name, its file and the operations it offers", () => {
  expect(factsOf({ node }, ledgerLines()).actions).toEqual({
    "7f01": {
      name: "createCommentAction",
      file: "actions/comments.ts",
      operations: ["comments.create"],
    },
    "7f02": {
      name: "reactAction",
      file: "actions/reactions.ts",
      operations: ["reactions.add", "reactions.remove"],
    },
    "7f03": { name: "signOutAction", file: "actions/session.ts", operations: [] },
  });
});

test("a handler that changes something is told by method and path; one that reads is not", () => {
  const { handlers } = factsOf({ node }, ledgerLines());
  expect(handlers["PUT /api/posts/{}/draft"]).toBe("drafts.save");
  expect(handlers["GET /api/posts"]).toBeUndefined();
});

test("what calls an action is a form, which says so itself, or is marked", () => {
  const callers = globSync(["components/**/*.tsx", "app/**/*.tsx"])
    .map((file) => ({ file, text: readFileSync(file, "utf8") }))
    .filter(({ text }) => /from "#actions\//.test(text));
  expect(callers.length).toBeGreaterThan(10);
  const unmarked = callers.filter(
    ({ text }) => !/\baction=\{/.test(text) && !/<LabBench\b|data-doors=/.test(text),
  );
  expect(unmarked.map(({ file }) => file)).toEqual([]);
});

test("what a script sends without a form is the lab's, which is marked, or autosave, named when it is sent", () => {
  const senders = globSync("components/**/*.tsx")
    .map((file) => ({ file: file.replaceAll("\\", "/"), text: readFileSync(file, "utf8") }))
    .filter(({ text }) => /\bmethod: "(?:POST|PUT|PATCH|DELETE)"/.test(text))
    .filter(({ text }) => !/<LabBench\b|data-doors=/.test(text));
  expect(senders.map(({ file }) => file)).toEqual(["components/studio/autosave.tsx"]);
});
