import { expect, test } from "vitest";
import { dateWords, monthNames } from "#lib/date-words";

test("an instant is told in UTC, or in the reader's zone, across the edges of days and years", () => {
  const instant = "2026-01-01T00:30:00.000Z";
  expect(dateWords(instant, "date")).toBe("January 1, 2026");
  expect(dateWords(instant, "datetime")).toBe("January 1, 2026, 00:30");
  expect(dateWords(instant, "short")).toBe("Jan 1");
  // New York is five hours behind, Tokyo nine ahead.
  expect(dateWords(instant, "datetime", 300)).toBe("December 31, 2025, 19:30");
  expect(dateWords("2026-05-02T16:00:00Z", "date", -540)).toBe("May 3, 2026");
});

test("the months are Intl's", () => {
  const named = monthNames.map((_, month) =>
    new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(
      Date.UTC(2026, month, 15),
    ),
  );
  expect(monthNames).toEqual(named);
});
