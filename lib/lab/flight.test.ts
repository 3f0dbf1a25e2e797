import { expect, test } from "vitest";
import { firstRows, flightRows } from "#lib/lab/flight";

test("an action's answer is taken apart into its rows", () => {
  const answer = [
    '0:{"a":"$@1","t":{"x":1},"b":"build"}',
    '2:I[123,["a.js"],"Form"]',
    '1:{"ok":true}',
    '3:["$","p",null,{}]',
    '4:E{"digest":"42"}',
    "",
  ].join("\n");
  const rows = flightRows(answer);
  expect(rows.map(({ id }) => id)).toEqual(["0", "2", "1", "3", "4"]);
  expect(rows[0]?.kind).toBe(
    "the root: what the action returned (a), the page anew (t), the build’s id (b)",
  );
  expect(rows[1]?.kind).toMatch(/^a client component/);
  expect(rows[2]?.kind).toBe("a value in JSON");
  expect(rows[3]?.kind).toBe("elements of the page");
  expect(rows[4]?.kind).toMatch(/^an error/);
  expect(rows.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(answer.length);
});

test("a text goes on over line ends for as many bytes as it says", () => {
  const text = "é\nb";
  const rows = flightRows(`5:T4,${text}6:"after"\n`);
  expect(rows.map(({ id, bytes }) => [id, bytes])).toEqual([
    ["5", 9],
    ["6", 10],
  ]);
});

test("what is no such answer has no rows", () => {
  expect(flightRows("<html>")).toEqual([]);
  expect(flightRows("")).toEqual([]);
});

test("of a long answer the first rows are shown, and the bytes of all are counted", () => {
  const answer = Array.from({ length: 50 }, (_, at) => `${at.toString(16)}:"x"\n`).join("");
  const rows = firstRows(flightRows(answer));
  expect(rows).toHaveLength(41);
  expect(rows.at(-1)).toMatchObject({ kind: "10 more", text: "" });
  expect(rows.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(answer.length);
  expect(firstRows(flightRows('0:"x"\n'))).toHaveLength(1);
});
