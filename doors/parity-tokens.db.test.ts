import { beforeEach, expect, test, vi } from "vitest";
import { cases } from "#doors/parity-cases";
import { answerOfRoute, parse } from "#doors/parity-route";
import { db } from "#lib/db";
import { truncateAll } from "#lib/testing/database";
import { bearer, fillFixture, type TokenKind, tokenNames } from "#lib/testing/fixture";

// As in the parity test: Next's request-bound functions exist only inside Next.
const next = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers.js", () => ({
  headers: async () => next.headers,
  cookies: async () => ({ set: () => undefined }),
}));
vi.mock("next/cache.js", () => import("#lib/testing/next-cache"));

beforeEach(async () => {
  await truncateAll(db());
  await fillFixture();
});

// A file of its own beside doors/parity.test.ts, so that another core runs it.
for (const each of cases) {
  const verdicts = parse(each.tokens);
  test.for(tokenNames)(`${each.operation}, ${each.given}: %s`, async (kind: TokenKind) => {
    const headers = { Authorization: bearer(kind) };
    next.headers = new Headers(headers);
    const { verdict, faults } = await answerOfRoute(each, headers);
    expect(faults).toEqual([]);
    expect(verdict).toBe(verdicts.get(kind));
  });
}
