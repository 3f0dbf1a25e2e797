import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Cursor, decodeCursor, encodeCursor } from "#lib/cursor";
import { AppError } from "#lib/errors";

const cursor: Cursor = {
  list: '["posts","published","","","-publishedAt"]',
  direction: "next",
  values: ["2026-01-01T00:00:00.000Z", "01930000-0000-7000-8000-000000000001"],
};

const codeOf = (run: () => unknown) => {
  try {
    run();
    return "accepted";
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
};

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test("comes back as it was, from an address without escaping", () => {
  const aValue = fc.oneof(fc.string({ unit: "binary" }), fc.integer());
  const aCursor = fc.record({
    list: fc.string(),
    direction: fc.constantFrom("next" as const, "prev" as const),
    values: fc.array(aValue, { minLength: 1, maxLength: 2 }),
  });
  fc.assert(
    fc.property(aCursor, (each) => {
      const text = encodeCursor(each);
      expect(encodeURIComponent(text)).toBe(text);
      expect(decodeCursor(text, each.list)).toEqual(each);
    }),
  );
});

describe("is refused", () => {
  const text = encodeCursor(cursor);

  test("with any one bit changed", () => {
    for (let at = 0; at < text.length; at++) {
      for (let bit = 0; bit < 7; bit++) {
        const changed = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit));
        const forged = text.slice(0, at) + changed + text.slice(at + 1);
        expect(
          codeOf(() => decodeCursor(forged, cursor.list)),
          forged,
        ).toBe("bad_request");
      }
    }
  });

  test("with a character more or less, anywhere", () => {
    for (let at = 0; at <= text.length; at++) {
      for (const forged of [
        `${text.slice(0, at)}A${text.slice(at)}`,
        `${text.slice(0, at)}.${text.slice(at)}`,
        text.slice(0, at),
        ...(at < text.length ? [text.slice(0, at) + text.slice(at + 1)] : []),
      ]) {
        if (forged === text) continue;
        expect(
          codeOf(() => decodeCursor(forged, cursor.list)),
          forged,
        ).toBe("bad_request");
      }
    }
  });

  test.each(["", ".", "..", "a.b", "null", "%00", "\0", "e30.", ".e30", "🙂.🙂", "__proto__"])(
    "when it is %j",
    (forged) => {
      expect(codeOf(() => decodeCursor(forged, cursor.list))).toBe("bad_request");
    },
  );

  test("whatever else somebody types", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        expect(codeOf(() => decodeCursor(typed, cursor.list))).toBe("bad_request");
      }),
    );
  });

  test.each([
    '["posts","draft","","","-publishedAt"]',
    '["posts","published","news","","-publishedAt"]',
    '["posts","published","","","publishedAt"]',
    "comments:01930000-0000-7000-8000-000000000001",
    "",
  ])("in another list: %s", (list) => {
    expect(codeOf(() => decodeCursor(text, list))).toBe("bad_request");
  });

  test("when another blog signed it", async () => {
    vi.stubEnv("AUTH_SECRET", "the secret of some other blog, as long as ours");
    vi.resetModules();
    const other = await import("#lib/cursor");
    const foreign = other.encodeCursor(cursor);
    expect(other.decodeCursor(foreign, cursor.list)).toEqual(cursor);
    expect(codeOf(() => decodeCursor(foreign, cursor.list))).toBe("bad_request");
  });
});
