import { expect, test } from "vitest";
import { type ApiVersion, apiVersions, findVersion, versionHeaders } from "#lib/api-version";

const now = new Date("2027-06-01T00:00:00Z");
const versions: ApiVersion[] = [
  { date: "2026-01-01", sunset: new Date("2027-05-31T23:59:59Z") },
  {
    date: "2026-11-21",
    deprecated: new Date("2027-03-01T00:00:00Z"),
    sunset: new Date("2027-12-31T23:59:59Z"),
    guide: "/docs/moving",
  },
  { date: "2027-02-03" },
];

test.each<[string | null, string | undefined]>([
  [null, "2027-02-03"],
  ["2027-02-03", "2027-02-03"],
  ["2026-11-21", "2026-11-21"],
  [" 2026-11-21 ", "2026-11-21"],
  ["2026-01-01", undefined], // its day is over
  ["2026-11-22", undefined],
  ["", undefined],
  ["latest", undefined],
  ["2026-11-21, 2027-02-03", undefined],
])("Duet-Version: %s", (asked, date) => {
  expect(findVersion(asked, versions, now)?.date).toBe(date);
});

test("a version that retires says so, and when", () => {
  expect(versionHeaders(versions[1] as ApiVersion)).toEqual([
    ["Duet-Version", "2026-11-21"],
    ["Deprecation", "@1803859200"],
    ["Sunset", "Fri, 31 Dec 2027 23:59:59 GMT"],
    ["Link", '</docs/moving>; rel="deprecation"; type="text/html"'],
  ]);
  expect(versionHeaders(versions[2] as ApiVersion)).toEqual([["Duet-Version", "2027-02-03"]]);
});

test("the versions that are served are dates, in order, and the newest is here to stay", () => {
  const dates = apiVersions.map(({ date }) => date);
  expect(dates).toEqual([...new Set(dates)].sort());
  for (const date of dates) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
  expect(apiVersions.at(-1)?.deprecated).toBeUndefined();
});
