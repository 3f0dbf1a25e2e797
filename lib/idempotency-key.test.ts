import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { readIdempotencyKey } from "#lib/idempotency-key";

const uuid = "8e03978e-40d5-43dd-bc93-6894a57f9324";

test.each<[string | null, string | undefined]>([
  [null, undefined],
  [uuid, uuid],
  [`"${uuid}"`, uuid],
  [` "${uuid}" `, uuid],
  ['"two words"', "two words"],
  ['"a \\"quoted\\" \\\\ key"', 'a "quoted" \\ key'],
  ["x", "x"],
  ["a,b;c=d", "a,b;c=d"],
  ["k".repeat(255), "k".repeat(255)],
  [`"${"k".repeat(255)}"`, "k".repeat(255)],
])("Idempotency-Key: %s", (header, key) => {
  expect(readIdempotencyKey(header)).toBe(key);
});

test.each([
  "",
  " ",
  '""',
  '" "',
  '"',
  '"open',
  'shut"',
  'a"b',
  '"a"b"',
  '"bad \\escape"',
  '"k";v=1',
  "two words",
  "first, second",
  '"first", "second"',
  "é",
  '"é"',
  "tab\there",
  "k".repeat(256),
  `"${"k".repeat(256)}"`,
])("%j is refused", (header) => {
  expect(() => readIdempotencyKey(header)).toThrow(AppError);
});
