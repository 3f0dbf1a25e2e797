import { expect, test } from "vitest";
import { newVisitorSecret, VISITOR_COOKIE, visitorIdOf, visitorSecret } from "#lib/visitor";

test("a cookie that we made names its visitor; any other counts as none", () => {
  const secret = newVisitorSecret();
  expect(visitorSecret(`a=b; ${VISITOR_COOKIE}=${secret}; c=d`)).toBe(secret);
  for (const cookies of [
    null,
    "",
    "a=b",
    `x${VISITOR_COOKIE}=${secret}`,
    `${VISITOR_COOKIE}=short`,
  ]) {
    expect(visitorSecret(cookies)).toBeNull();
  }
  expect(visitorSecret(`${VISITOR_COOKIE}=${secret}x`)).toBeNull();
});

test("a visitor's id is a UUID, the same each time, and another for another secret", () => {
  const secret = newVisitorSecret();
  const id = visitorIdOf(secret);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(visitorIdOf(secret)).toBe(id);
  expect(visitorIdOf(newVisitorSecret())).not.toBe(id);
});
