import { describe, expect, test } from "vitest";
import { corsHeaders, preflightHeaders } from "#lib/cors";

const origins = ["https://app.example", "http://localhost:5173"];
const path = "/api/posts";

function allowed(method: string, headers: Record<string, string>, at = path, list = origins) {
  return new Map(corsHeaders({ method, headers }, at, list)).get("Access-Control-Allow-Origin");
}

describe("an answer", () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ["GET", {}, "*"],
    ["HEAD", {}, "*"],
    ["GET", { origin: "https://evil.example" }, "*"],
    ["GET", { origin: "null" }, "*"],
    ["GET", { origin: "https://app.example" }, "https://app.example"],
    ["GET", { origin: "https://app.example", authorization: "Bearer x" }, "https://app.example"],
    ["POST", { origin: "https://app.example" }, "https://app.example"],
    ["DELETE", { origin: "http://localhost:5173" }, "http://localhost:5173"],
    ["POST", { origin: "https://evil.example" }, undefined],
    ["POST", {}, undefined],
    ["GET", { origin: "https://evil.example", authorization: "Bearer x" }, undefined],
    // Exactly as listed, nothing that looks like it.
    ["POST", { origin: "https://app.example.evil.example" }, undefined],
    ["POST", { origin: "https://sub.app.example" }, undefined],
    ["POST", { origin: "http://app.example" }, undefined],
    ["POST", { origin: "https://app.example:444" }, undefined],
    ["POST", { origin: "https://APP.example" }, undefined],
    ["POST", { origin: "null" }, undefined],
  ])("to %s with %j allows %s", (method, headers, origin) => {
    expect(allowed(method, headers)).toBe(origin);
  });

  test("without a list lets everybody read, and nobody more", () => {
    expect(allowed("GET", { origin: "https://app.example" }, path, [])).toBe("*");
    expect(allowed("POST", { origin: "https://app.example" }, path, [])).toBeUndefined();
  });

  test("varies by origin, and never speaks of credentials", () => {
    for (const method of ["GET", "POST"]) {
      const headers = new Map(corsHeaders({ method, headers: {} }, path, origins));
      expect(headers.get("Vary")).toBe("Origin");
      expect([...headers.keys()].join()).not.toContain("Credentials");
    }
  });

  test.each(["/", "/apis", "/posts/x", "/studio", "/api/auth/session", "/api/auth/csrf"])(
    "of %s is no business of other sites",
    (at) => {
      expect(corsHeaders({ method: "GET", headers: { origin: origins[0] } }, at, origins)).toEqual(
        [],
      );
    },
  );
});

describe("a preflight", () => {
  const methods = ["GET", "HEAD", "OPTIONS", "POST"];
  const ask = (origin: string, method: string) =>
    new Map(
      preflightHeaders(
        { headers: { origin, "access-control-request-method": method } },
        methods,
        origins,
      ),
    );

  test("from a listed origin may send what the route takes", () => {
    const told = ask("https://app.example", "POST");
    expect(told.get("Access-Control-Allow-Origin")).toBe("https://app.example");
    expect(told.get("Access-Control-Allow-Methods")).toBe("GET, HEAD, POST");
    const names = "Authorization Content-Type If-Match If-None-Match Idempotency-Key Last-Event-ID";
    const listed = told.get("Access-Control-Allow-Headers")?.split(", ");
    expect(listed).toEqual(expect.arrayContaining(names.split(" ")));
    expect(told.get("Vary")).toContain("Origin");
    expect(told.has("Access-Control-Allow-Credentials")).toBe(false);
  });

  test("from anywhere else may read, without a token", () => {
    const told = ask("https://evil.example", "GET");
    expect(told.get("Access-Control-Allow-Origin")).toBe("*");
    expect(told.get("Access-Control-Allow-Methods")).toBe("GET, HEAD");
    expect(told.get("Access-Control-Allow-Headers")).not.toContain("Authorization");
    expect(ask("https://evil.example", "POST").size).toBe(0);
  });

  test("is one only with an origin and a method", () => {
    const headers = { origin: "https://app.example" };
    expect(preflightHeaders({ headers }, methods, origins)).toEqual([]);
    const other = { "access-control-request-method": "GET" };
    expect(preflightHeaders({ headers: other }, methods, origins)).toEqual([]);
  });
});
