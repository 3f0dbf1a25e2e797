import { beforeEach, describe, expect, test, vi } from "vitest";
import { operations } from "#domain/registry";
import { type Route, type RouteName, routes } from "#domain/routes";
import { action } from "#doors/action";
import { apiDocument } from "#doors/openapi/document";
import { type Case, cases } from "#doors/parity-cases";
import type { ActionState } from "#doors/state";
import { db } from "#lib/db";
import { problems } from "#lib/errors";
import { fileFieldOf } from "#lib/file-fields";
import { contractOf } from "#lib/testing/contract";
import { truncateAll } from "#lib/testing/database";
import {
  bearer,
  fillFixture,
  type Person,
  people,
  sessionCookie,
  type TokenKind,
  tokenNames,
} from "#lib/testing/fixture";
import { VISITOR_COOKIE } from "#lib/visitor";

// Next's request-bound functions exist only inside Next; the journeys run the real ones. Everything
// of ours, Auth.js and the database are real here.
const next = vi.hoisted(() => ({ headers: new Headers(), purged: new Set<string>() }));
vi.mock("next/headers.js", () => ({
  headers: async () => next.headers,
  cookies: async () => ({ set: () => undefined }),
}));
vi.mock("next/cache.js", () => ({
  cacheTag: () => undefined,
  cacheLife: () => undefined,
  refresh: () => undefined,
  updateTag: (tag: string) => next.purged.add(tag),
  revalidateTag: (tag: string) => next.purged.add(tag),
}));

const site = "http://localhost:3000";

/** Every answer below is one that the API's document describes; the server in front names requests. */
const contract = contractOf(apiDocument(site), ["X-Request-Id"]);
const everybody = ["guest", ...Object.keys(people)] as const;

interface Result {
  /** `ok`, or the status of the refusal. */
  verdict: string;
  value: unknown;
  rows: unknown;
  events: unknown;
  purged: string[];
}

beforeEach(async () => {
  await truncateAll(db());
  await fillFixture();
  next.purged.clear();
});

describe("one operation, two doors", () => {
  test("every operation with an address has cases", () => {
    const tested = new Set(cases.map(({ operation }) => operation));
    expect([...tested].sort()).toEqual(Object.keys(routes).sort());
  });

  for (const each of cases) {
    const verdicts = parse(each.people);
    test.for(everybody)(`${each.operation}, ${each.given}: %s`, async (who) => {
      const expected = verdicts.get(who);
      const viaRoute = await throughRoute(each, cookieHeaders(who));
      expect(viaRoute.verdict, "through the route handler").toBe(expected);
      const operation = operationOf(each);
      for (const sent of [formOf(each.input), each.input]) {
        await again();
        const viaAction = await throughAction(() => action(operation)(null, sent), who);
        expect(viaAction, "through the Server Action").toEqual(viaRoute);
      }
    });
  }
});

describe("tokens", () => {
  for (const each of cases) {
    const verdicts = parse(each.tokens);
    test.for(tokenNames)(`${each.operation}, ${each.given}: %s`, async (kind: TokenKind) => {
      const { verdict } = await throughRoute(each, { Authorization: bearer(kind) });
      expect(verdict).toBe(verdicts.get(kind));
    });
  }
});

function operationOf(each: Case) {
  const operation = operations.find(({ name }) => name === each.operation);
  if (!operation) throw new Error(`${each.operation} is not registered.`);
  return operation;
}

async function throughRoute(each: Case, headers: Record<string, string>): Promise<Result> {
  const address: Route = routes[each.operation as RouteName];
  const params: Record<string, string> = {};
  const rest = new Map(Object.entries(each.input));
  const path = address.path.replace(/\{(\w+)\}/g, (_, key: string) => {
    params[key] = String(rest.get(key));
    rest.delete(key);
    return params[key];
  });
  const readsBody = ["POST", "PUT", "PATCH"].includes(address.method);
  const query = new URLSearchParams([...rest].map(([key, value]) => [key, String(value)]));
  const url = readsBody || rest.size === 0 ? `${site}${path}` : `${site}${path}?${query}`;
  next.headers = new Headers(headers);
  const takesFile = fileFieldOf(operationOf(each).input) !== undefined;
  const request = new Request(url, {
    method: address.method,
    headers: {
      ...headers,
      ...(readsBody && !takesFile ? { "Content-Type": "application/json" } : {}),
    },
    body: !readsBody
      ? null
      : takesFile
        ? formOf(each.input)
        : JSON.stringify(Object.fromEntries(rest)),
  });
  const file = `../app${address.path.replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;
  const handlers = await import(/* @vite-ignore */ file);
  const response: Response = await handlers[address.method](request, {
    params: Promise.resolve(params),
  });
  const body = await response.text();
  const { method } = address;
  const received = { method, path, status: response.status, headers: response.headers, text: body };
  expect(contract.faults(received)).toEqual([]);
  const ok = response.status === address.success || response.status === address.mixed;
  expect(response.headers.get("content-type")).toBe(
    response.status === 204 ? null : ok ? "application/json" : "application/problem+json",
  );
  return result(ok ? "ok" : String(response.status), ok && body ? JSON.parse(body) : null);
}

async function throughAction(
  run: () => Promise<ActionState<unknown>>,
  who: string,
): Promise<Result> {
  next.headers = new Headers(cookieHeaders(who));
  const state = await run();
  if (!state) throw new Error("An action answers with a state.");
  if (state.ok) return result("ok", state.value);
  return result(String(problems[state.code].status), null);
}

/** The same world again for the next door. */
async function again(): Promise<void> {
  await truncateAll(db());
  await fillFixture();
  next.purged.clear();
}

async function result(verdict: string, value: unknown): Promise<Result> {
  const purged = comparable([...next.purged].sort()) as string[];
  return { verdict, value: comparable(value), purged, ...(await stored()) };
}

/** Every row there is, but what differs by nature: new ids, times and secrets. */
async function stored() {
  const tables = ["posts", "post_authors", "post_tags", "tags", "revisions", "former_slugs"];
  const others = [
    "comments",
    "comment_reports",
    "reactions",
    "users",
    "sessions",
    "tokens",
    "redirects",
    "uploads",
    "post_uploads",
    "lab_posts",
  ];
  const rows: Record<string, unknown> = {};
  for (const table of [...tables, ...others]) {
    rows[table] = await db().$queryRawUnsafe(`select to_jsonb(t) as row from ${table} t`);
  }
  const events = await db().event.findMany({
    select: {
      type: true,
      subjectId: true,
      visibility: true,
      payload: true,
      tags: true,
      actorId: true,
    },
    orderBy: { id: "asc" },
  });
  const sorted = Object.entries(rows).map(([table, list]) => [
    table,
    (comparable(list) as unknown[]).map((row) => JSON.stringify(row)).sort(),
  ]);
  return { rows: sorted, events: comparable(events) };
}

const fixed = /^00000000-0000-7000-8000-\d{12}$/;
const patterns: [RegExp, string][] = [
  [/\bduet_[0-9a-f]{32}_[0-9a-f]{64}_[0-9a-f]{8}\b/g, "<token>"],
  [/\b[0-9a-f]{64}\b/g, "<hash>"],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, "<time>"],
];

function comparable(value: unknown): unknown {
  let text = JSON.stringify(value) ?? "null";
  for (const [pattern, name] of patterns) text = text.replace(pattern, name);
  text = text.replace(/[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}/g, (each) =>
    fixed.test(each) ? each : "<id>",
  );
  // A comment's path is made of ids.
  text = text.replace(/"path":"[0-9a-f]*"/g, (each) => `"path":${each.length}`);
  // A cursor is made of ids and times.
  return JSON.parse(text.replace(/"(next|prev)":"[^"]+"/g, '"$1":"<cursor>"'));
}

/** What the server in front of Next makes of a browser's request from our own pages. */
function cookieHeaders(who: string): Record<string, string> {
  const own = { Origin: site, "X-Forwarded-Proto": "http", "X-Forwarded-Host": new URL(site).host };
  // Everybody is the same visitor of the lab.
  const visitor = `${VISITOR_COOKIE}=${"v".repeat(43)}`;
  if (who === "guest") return { ...own, Cookie: visitor };
  return { ...own, Cookie: `${sessionCookie(who as Person)}; ${visitor}` };
}

function formOf(input: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(input)) {
    if (value instanceof File) form.set(key, value);
    else form.set(key, Array.isArray(value) ? value.join(", ") : String(value ?? ""));
  }
  return form;
}

function parse(verdicts: string): Map<string, string> {
  const words = verdicts.split(" ");
  return new Map(
    words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? ""] as const] : [])),
  );
}
