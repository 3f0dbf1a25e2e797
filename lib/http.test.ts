import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppError, type ErrorCode, problems } from "#lib/errors";
import { etagOf, matchesNone, problemResponse, readJson, versionsOf } from "#lib/http";

const LIMIT = 1000;
type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;

function post(body: Body, headers: Record<string, string> = {}): Request {
  const type = { "Content-Type": "application/json" };
  const init = { method: "POST", body, headers: { ...type, ...headers }, duplex: "half" };
  return new Request("http://localhost/api/posts", init);
}

/** The value that was read, or the code of the refusal. */
async function outcome(request: Request, limit = LIMIT): Promise<unknown> {
  try {
    return await readJson(request, limit);
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
}

const bytes = (...list: number[]) => new Uint8Array(list);
const quoted = (...list: number[]) =>
  bytes(...Buffer.from('{"a":"'), ...list, ...Buffer.from('"}'));

describe("a body's media type", () => {
  test.each([
    "application/json",
    "application/merge-patch+json",
    "Application/JSON",
    "application/json; charset=utf-8",
    "application/json ;charset=UTF-8",
  ])("%s is read", async (type) => {
    expect(await outcome(post('{"a":1}', { "Content-Type": type }))).toEqual({ a: 1 });
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "application/json5",
    "application/ld+json",
    "application/json-patch+json",
    "text/json",
    "x/application/json",
    "application/json, text/plain",
    "text/plain; application/json",
    "",
  ])("%j is refused", async (type) => {
    expect(await outcome(post('{"a":1}', { "Content-Type": type }))).toBe("unsupported_media");
  });

  test("is not asked of a request without a body", async () => {
    const request = new Request("http://localhost/api/posts/1/publish", { method: "POST" });
    expect(await outcome(request)).toEqual({});
    expect(await outcome(post(null, { "Content-Type": "text/plain" }))).toBe("unsupported_media");
  });
});

describe("a body's form", () => {
  test.each(['{"a":', "{a:1}", "{'a':1}", "{}{}", "// no\n{}", '{"a":1,}', "undefined", " "])(
    "%j is no JSON",
    async (text) => {
      expect(await outcome(post(text))).toBe("bad_request");
    },
  );

  test.each(["[]", "null", "true", "1", '"{}"', "[{}]"])("%s is no object", async (text) => {
    expect(await outcome(post(text))).toBe("invalid");
  });

  test("a key named __proto__ stays a key", async () => {
    const value = await outcome(post('{"__proto__":{"admin":true}}'));
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect((value as { admin?: boolean }).admin).toBeUndefined();
  });

  test.each(['{"a":1,"a":2}', '{"a":1,"b":{},"a":1}', '{"a":"x","\\u0061":"x"}'])(
    "%s says something twice, of which one would be lost",
    async (text) => {
      expect(await outcome(post(text))).toBe("bad_request");
    },
  );

  test("colons in texts, and names that come again further in, are no second field", async () => {
    const value = { "a:": ":", 'b"': [{ a: 1 }, { a: 2 }], a: { a: { a: "\\:" } } };
    expect(await outcome(post(JSON.stringify(value)))).toEqual(value);
  });

  test("any JSON object comes through as JSON.parse reads it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), async (value) => {
        const text = JSON.stringify(value);
        expect(await outcome(post(text), 1_000_000)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe("a body's encoding", () => {
  test.each<[string, number[]]>([
    ["a stray byte", [0xff]],
    ["a broken sequence", [0xc3, 0x28]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["half a surrogate pair", [0xed, 0xa0, 0x80]],
    ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80]],
    ["Latin-1", [0xe9]],
    ["a cut-off character", [0xe2, 0x82]],
  ])("%s is refused, not replaced", async (_, wrong) => {
    expect(await outcome(post(quoted(...wrong)))).toBe("bad_request");
  });

  test("UTF-16 is not guessed", async () => {
    const utf16 = Uint8Array.from(Buffer.from('{"a":"é"}', "utf16le"));
    expect(await outcome(post(utf16))).toBe("bad_request");
  });

  test("a character may be split between two chunks", async () => {
    const whole = Buffer.from('{"a":"€🙂"}');
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of whole) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await outcome(post(stream))).toEqual({ a: "€🙂" });
  });
});

describe("a body's depth", () => {
  const nested = (depth: number) => `{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;

  test("32 levels are read, 33 are refused, and so are a million", async () => {
    expect(await outcome(post(nested(32)))).toHaveProperty("a");
    expect(await outcome(post(nested(33)))).toBe("bad_request");
    expect(await outcome(post(`{"a":${"[".repeat(1_000_000)}`), 2_000_000)).toBe("bad_request");
    expect(await outcome(post('{"a":'.repeat(10_000)), 2_000_000)).toBe("bad_request");
  });

  test.each([
    ["inside a string", { a: "[".repeat(100) }],
    ["after an escaped quote", { a: `"${"{".repeat(100)}` }],
    ["after an escaped backslash", { a: `\\"${"[".repeat(100)}\\` }],
    ["in a key", { ["{".repeat(100)]: 1 }],
    ["side by side", { a: Array.from({ length: 100 }, () => []) }],
  ])("brackets %s do not count", async (_, value) => {
    expect(await outcome(post(JSON.stringify(value)))).toEqual(value);
  });

  test("a backslash before the closing quote does not hide what follows", async () => {
    const text = `{"a":"\\\\","b":${"[".repeat(40)}${"]".repeat(40)}}`;
    expect(await outcome(post(text))).toBe("bad_request");
  });

  test("closing brackets buy no deeper ones", async () => {
    expect(await outcome(post(`${"]".repeat(50)}${"[".repeat(60)}`))).toBe("bad_request");
  });
});

describe("a body's size", () => {
  const sized = (size: number) => JSON.stringify({ a: "x".repeat(size - 8) });

  test("up to the limit is read, a byte more is refused", async () => {
    expect(sized(LIMIT)).toHaveLength(LIMIT);
    expect(await outcome(post(sized(LIMIT)))).toHaveProperty("a");
    expect(await outcome(post(sized(LIMIT + 1)))).toBe("too_large");
  });

  test("is counted in bytes", async () => {
    expect(await outcome(post(JSON.stringify({ a: "€".repeat(LIMIT / 2) })))).toBe("too_large");
  });

  test("is counted of any media type", async () => {
    const request = post(sized(LIMIT + 1), { "Content-Type": "text/plain" });
    expect(await outcome(request)).toBe("too_large");
  });

  test("announced too large, nothing of it is read", async () => {
    const request = post(endless().stream, { "Content-Length": String(LIMIT + 1) });
    expect(await outcome(request)).toBe("too_large");
    expect(request.bodyUsed).toBe(false);
  });

  test.each<Record<string, string>>([
    {},
    { "Content-Length": "10" },
    { "Content-Length": "many" },
    { "Content-Length": "-1" },
  ])("without a true length (%j) no more than the limit is read", async (headers) => {
    const { stream, given, cancelled } = endless();
    expect(await outcome(post(stream, headers))).toBe("too_large");
    expect(given()).toBeLessThan(LIMIT * 2);
    expect(cancelled()).toBe(true);
  });
});

/** A body that never ends, in pieces of 100 bytes. */
function endless() {
  let given = 0;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        given += 100;
        controller.enqueue(new Uint8Array(100).fill(32));
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, given: () => given, cancelled: () => cancelled };
}

describe("an entity tag", () => {
  test("is strong, changes with the text, and leads with the version", () => {
    expect(etagOf("a")).toMatch(/^"[\w-]{16}"$/);
    expect(etagOf("a", 7)).toMatch(/^"7\.[\w-]{16}"$/);
    expect(etagOf("a")).not.toBe(etagOf("b"));
    expect(etagOf("a", 7)).not.toBe(etagOf("b", 7));
    expect(etagOf("a", 7)).toBe(etagOf("a", 7));
  });

  test("that was handed out is accepted back, whatever it tags", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 2_147_483_647 }), (body, version) => {
        const etag = etagOf(body, version);
        expect(versionsOf(etag)).toEqual([version]);
        expect(matchesNone(etag, etag)).toBe(true);
        expect(matchesNone(etagOf(body), etagOf(body))).toBe(true);
      }),
    );
  });
});

describe("If-None-Match", () => {
  const etag = '"7.abc"';

  test.each([
    '"7.abc"',
    'W/"7.abc"', // weak comparison
    '"6.xyz", "7.abc"',
    '"6.xyz","7.abc","8"',
    '  "7.abc"  ',
    'W/"1" , W/"7.abc"',
    "*",
    " * ",
    ', "7.abc",', // empty elements of a list are to be ignored (RFC 9110 §5.6.1.2)
  ])("%j names it", (header) => {
    expect(matchesNone(header, etag)).toBe(true);
  });

  test.each([
    null,
    "",
    ",",
    '"7"',
    '"7.ABC"',
    "7.abc",
    "'7.abc'",
    'w/"7.abc"', // the W of a weak tag is upper case
    'W"7.abc"',
    'W/W/"7.abc"',
    '"7.abc',
    '"*"',
    "**",
    '"x7.abc"',
    '"7.abcd"',
  ])("%j does not", (header) => {
    expect(matchesNone(header, etag)).toBe(false);
  });
});

describe("If-Match", () => {
  test.each<[string | null, number[] | undefined]>([
    [null, undefined],
    ["*", undefined],
    [" * ", undefined],
    ['"7"', [7]],
    ['"7.abc"', [7]],
    ['"7.a-b_c"', [7]],
    ['"7.abc", "8"', [7, 8]],
    ['"7","8.x"', [7, 8]],
    [' , "7" ,', [7]],
    ['"2147483647.x"', [2_147_483_647]],
  ])("%j accepts %j", (header, versions) => {
    expect(versionsOf(header)).toEqual(versions);
  });

  test.each([
    "",
    ",",
    'W/"7"', // only strong tags match here
    'W/"7.abc"',
    "7",
    "'7'",
    '"seven"',
    '"7.abc',
    '7.abc"',
    '"-7"',
    '"7.5.6"',
    '"7 "',
    '"99999999999"',
    '"*"',
    "**",
    '"someone-elses"',
    '"0x7"',
  ])("%j matches nothing, so that the write fails", (header) => {
    expect(versionsOf(header)).toEqual([]);
  });

  test("weak and foreign tags beside a good one change nothing", () => {
    expect(versionsOf('W/"1", "foreign", "7.abc"')).toEqual([7]);
  });
});

describe("a problem", () => {
  const request = { path: "/api/posts/1", id: "abc-123" };
  const codes = Object.keys(problems) as ErrorCode[];

  test.each(codes)("%s has its status and title, and is kept by no cache", async (code) => {
    const response = problemResponse(new AppError(code, "Words for a person."), request);
    expect(response.status).toBe(problems[code].status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.json()).toEqual({
      type: `http://localhost:3000/docs/errors#${code}`,
      title: problems[code].title,
      status: problems[code].status,
      detail: "Words for a person.",
      instance: "/api/posts/1",
      code,
      requestId: "abc-123",
    });
  });

  test("names the fields, and never the cause", async () => {
    const fields = [{ pointer: "/slug", code: "taken", detail: "Another post has this slug." }];
    const cause = new Error("password=secret");
    const problem = problemResponse(new AppError("conflict", "Taken.", { fields, cause }), request);
    const text = await problem.text();
    expect(JSON.parse(text).errors).toEqual(fields);
    expect(text).not.toContain("secret");
  });

  test.each<[ErrorCode, string, string | null]>([
    ["unauthenticated", "www-authenticate", 'Bearer realm="duet"'],
    ["forbidden", "www-authenticate", null],
    ["cross_origin", "www-authenticate", null],
    ["unsupported_media", "accept-post", "application/json, application/merge-patch+json"],
    ["invalid", "accept-post", null],
    ["unavailable", "retry-after", "2"],
    ["internal", "retry-after", null],
  ])("%s: %s is %s", (code, header, value) => {
    expect(problemResponse(new AppError(code, "…"), request).headers.get(header)).toBe(value);
  });

  test("of a missing scope names it (RFC 6750 §3.1)", () => {
    const error = new AppError("forbidden", "No.", { missing: "posts:write" });
    expect(problemResponse(error, request).headers.get("www-authenticate")).toBe(
      'Bearer realm="duet", error="insufficient_scope", scope="posts:write"',
    );
  });
});
