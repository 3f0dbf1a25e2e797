import { randomUUID } from "node:crypto";
import { expect } from "../fixtures.ts";
import { expectProblem, pointers } from "./problem.ts";
import { test } from "./untouched.ts";

const deep = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000);

/** Bytes that are no JSON object of this API, whatever the route. */
const unreadable: Record<string, [raw: string | Uint8Array<ArrayBuffer>, status: number]> = {
  "an open brace": ["{", 400],
  "a missing value": ['{"title":}', 400],
  "a trailing comma": ['{"title":"x",}', 400],
  "single quotes": ["{'title':'x'}", 400],
  "two objects": ["{}{}", 400],
  "a comment": ["{} // x", 400],
  "a bare word": ["undefined", 400],
  NaN: ['{"version":NaN}', 400],
  "a raw NUL": ['{"title":"\0"}', 400],
  "white space only": ["   ", 400],
  "arrays 10,000 deep": [deep("[", "]"), 400],
  "objects 10,000 deep": [`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, 400],
  "10,000 open brackets": ["[".repeat(10_000), 400],
  "33 levels": [`{"title":${"[".repeat(32)}${"]".repeat(32)}}`, 400],
  "broken UTF-8": [Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d), 400],
  "a cut character": [Uint8Array.of(0x7b, 0x22, 0xe2, 0x82, 0x22, 0x3a, 0x31, 0x7d), 400],
  "an overlong slash": [Uint8Array.of(0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d), 400],
  "UTF-16": [new Uint8Array(Buffer.from('{"title":"x"}', "utf16le")), 400],
  "a surrogate in UTF-8": [
    Uint8Array.of(0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d),
    400,
  ],
  "a field twice": ['{"title":"x","title":"y"}', 400],
  "a field twice, once escaped": ['{"title":"x","\\u0074itle":"x"}', 400],
  "an array": ["[]", 422],
  "an array of objects": ['[{"title":"x"}]', 422],
  null: ["null", 422],
  "a string": ['"title"', 422],
  "a number": ["1e400", 422],
  "a boolean": ["true", 422],
};

/** Fields that no route takes, and values that no field takes; added to a good body. */
const unwanted: Record<string, string> = {
  "an unknown field": '"nope":1',
  id: '"id":"01890a5d-ac96-774b-bcce-b302099a8057"',
  authorId: '"authorId":"01890a5d-ac96-774b-bcce-b302099a8057"',
  role: '"role":"admin"',
  createdAt: '"createdAt":"2020-01-01T00:00:00Z"',
  status: '"status":"trashed"',
  __proto__: '"__proto__":{"title":"polluted"}',
  "__proto__ of a string": '"__proto__":"x"',
  constructor: '"constructor":{"prototype":{"title":"x"}}',
  "a name of nothing": '"":1',
  "a name with NUL": '"\\u0000":1',
  "a name with half a surrogate": '"\\ud800":1',
  "a huge version": '"version":99999999999999999999',
  "an infinite version": '"version":1e400',
  "a version beyond the column": '"version":2147483648',
  "no version": '"version":0',
  "a negative version": '"version":-1',
  "a version and a half": '"version":1.5',
  "a version as text": '"version":"1"',
  "an operator for a version": '"version":{"gt":0}',
  "null for a version": '"version":null',
};

const textFields: Record<string, string[]> = {
  "posts.create": ["title", "body"],
  "posts.replace": ["title", "body"],
  "posts.update": ["title", "body", "excerpt", "seoTitle", "seoDescription"],
  "posts.preview": ["body"],
  "comments.create": ["body"],
  "comments.update": ["body"],
  "tokens.create": ["name"],
  "tokens.update": ["name"],
  "me.update": ["name", "bio"],
};

/** What no text is, as JSON. */
const noText: Record<string, string> = {
  NUL: '"a\\u0000b"',
  "half a surrogate": '"a\\ud800b"',
  "the other half": '"\\udc00"',
  "an operator": '{"contains":""}',
  "an operator of Prisma": '{"set":"x"}',
  "an array": '["x"]',
  "an empty array": "[]",
  "a number": "1",
  "a boolean": "true",
};

test("no bytes whatever give anything but a clear refusal", async ({ owner }) => {
  const { call, targets } = owner;
  for (const { name, method, path } of targets) {
    for (const [what, [raw, status]] of Object.entries(unreadable)) {
      const headers = { "Content-Type": "application/json" };
      const answer = await call(method, path, { raw, headers });
      expectProblem(answer, status, `${name}: ${what}`);
    }
  }
});

test("no field is taken that is not offered, whatever its value", async ({ owner }) => {
  const { call, targets } = owner;
  for (const target of targets) {
    for (const [what, field] of Object.entries(unwanted)) {
      const start = JSON.stringify(target.good).slice(0, -1);
      const raw = `${start}${start === "{" ? "" : ","}${field}}`;
      const headers = { "Content-Type": "application/json" };
      const answer = await call(target.method, target.path, { raw, headers });
      expectProblem(answer, 422, `${target.name}: ${what}`);
    }
  }
});

test("what is no text is refused in every text, at its pointer", async ({ owner }) => {
  const { call, targets } = owner;
  for (const { name, method, path, good } of targets) {
    for (const field of textFields[name] ?? []) {
      for (const [what, value] of Object.entries(noText)) {
        const rest = Object.entries(good).filter(([key]) => key !== field);
        const start = JSON.stringify(Object.fromEntries(rest)).slice(0, -1);
        const raw = `${start}${start === "{" ? "" : ","}"${field}":${value}}`;
        const headers = { "Content-Type": "application/json" };
        const answer = await call(method, path, { raw, headers });
        expectProblem(answer, 422, `${name}: ${what} for ${field}`);
        expect(pointers(answer), `${name}: ${what}`).toContain(`/${field}`);
      }
    }
  }
});

test("what shows nothing is empty, what is too long is too long", async ({ owner }) => {
  const { call } = owner;
  const invisible = [
    "",
    " ",
    "\t\n",
    "\u200b\u200d",
    "\u2800",
    "\u3164",
    "\u00ad",
    "\ufeff",
    "\u202e",
  ];
  for (const title of [...invisible, "x".repeat(201), "two\nlines", "bell\u0007"]) {
    const answer = await call("POST", "/api/posts", { body: { title, body: "Text." } });
    expectProblem(answer, 422, JSON.stringify(title));
    expect(pointers(answer)).toEqual(["/title"]);
  }
  const wrong: Record<string, unknown[]> = {
    body: [...invisible, "x".repeat(1_000_001)],
    excerpt: ["", "x".repeat(501)],
    tags: ["x", [1], [null], [["x"]], [""], ["\u200b"], ["x".repeat(61)], Array(21).fill("x")],
    coAuthors: [["nobody-here"], ["Not A Handle"], Array(11).fill("ines")],
    canonicalUrl: ["javascript:alert(1)", "/relative", "data:text/html,x", "http://", "x"],
    cover: ["x", randomUUID(), 1],
    commentsOpen: ["true", 1, null],
    status: ["trashed", "", null, 1],
    publishedAt: [
      "yesterday",
      0,
      "2020-01-01",
      "2020-13-01T00:00:00Z",
      "9999-12-31T23:59:59.999+23:59",
    ],
    slug: [null, 1, "Ä", "a/b", "../x", "a b", "%00"],
  };
  for (const [field, values] of Object.entries(wrong)) {
    for (const value of values) {
      const body = { title: "Title", body: "Text.", [field]: value };
      const answer = await call("POST", "/api/posts", { body });
      expectProblem(answer, 422, `${field} ${JSON.stringify(value).slice(0, 60)}`);
      const at = pointers(answer).map((pointer) => pointer.split("/")[1]);
      expect(at, `${field} ${JSON.stringify(value).slice(0, 60)}`).toContain(field);
    }
  }
});

test("several faults are told together", async ({ api }) => {
  const body = { title: "", body: 5, tags: ["ok", ""], nope: 1 };
  const answer = await api("author").post("/api/posts", body);
  expectProblem(answer, 422);
  expect(pointers(answer).sort()).toEqual(["/body", "/nope", "/tags/1", "/title"]);
});
