import { beforeEach, describe, expect, test, vi } from "vitest";
import { routes } from "#domain/routes";
import { action } from "#doors/action";
import { type Case, cases } from "#doors/parity-cases";
import { answerOfRoute, formOf, operationOf, parse, site } from "#doors/parity-route";
import type { ActionState } from "#doors/state";
import { db } from "#lib/db";
import { problems } from "#lib/errors";
import { truncateAll } from "#lib/testing/database";
import { fillFixture, type Person, people, sessionCookie } from "#lib/testing/fixture";
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
      const viaRoute = await throughRoute(each, who);
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

async function throughRoute(each: Case, who: string): Promise<Result> {
  const headers = cookieHeaders(who);
  next.headers = new Headers(headers);
  const { verdict, value, faults } = await answerOfRoute(each, headers);
  expect(faults).toEqual([]);
  return result(verdict, value);
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

const tables = [
  "posts",
  "post_authors",
  "post_tags",
  "tags",
  "revisions",
  "former_slugs",
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
/** In one statement: this is asked three times a test. */
const everyRow = tables
  .map((table) => `select '${table}' as "table", to_jsonb(t) as row from ${table} t`)
  .join(" union all ");

/** Every row there is, but what differs by nature: new ids, times and secrets. */
async function stored() {
  const rows = (await db().$queryRawUnsafe(everyRow)) as { table: string; row: unknown }[];
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
  const sorted = rows.map((row) => JSON.stringify(comparable(row))).sort();
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
