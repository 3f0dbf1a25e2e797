import { expect } from "@playwright/test";
import type { Answer } from "../client.ts";

/** The titles go with the statuses; a client that shows them to people finds them stable. */
const codes: Record<number, string[]> = {
  400: ["bad_request"],
  401: ["unauthenticated"],
  403: ["forbidden", "cross_origin"],
  404: ["not_found"],
  405: ["method_not_allowed"],
  406: ["not_acceptable"],
  409: ["conflict", "in_flight"],
  410: ["gone"],
  412: ["precondition_failed"],
  413: ["too_large"],
  415: ["unsupported_media"],
  422: ["invalid", "idempotency_mismatch"],
  429: ["rate_limited"],
};

/** An answer is a problem (RFC 9457) of this status, whole and consistent with its headers. */
export function expectProblem(answer: Answer, status: number, what = ""): void {
  expect(answer.status, `${what} ${answer.text.slice(0, 300)}`).toBe(status);
  expectConsistentProblem(answer, what);
}

/** An answer is some problem of the caller's making, whole and consistent with its headers. */
export function expectRefusal(answer: Answer, what: string): void {
  expect(answer.status, `${what} ${answer.text.slice(0, 300)}`).toBeGreaterThanOrEqual(400);
  expect(answer.status, `${what} ${answer.text.slice(0, 300)}`).toBeLessThan(500);
  expectConsistentProblem(answer, what);
}

function expectConsistentProblem({ status, headers, json, text }: Answer, what: string): void {
  expect(headers.get("content-type"), `${what} ${text.slice(0, 300)}`).toBe(
    "application/problem+json",
  );
  expect(headers.get("cache-control"), what).toBe("private, no-store");
  expect(json, what).toMatchObject({
    type: expect.stringMatching(/^https?:\/\/[^/]+\/docs\/errors#[a-z_]+$/),
    title: expect.stringMatching(/\w/),
    status,
    detail: expect.stringMatching(/\w/),
    instance: expect.stringMatching(/^\//),
    requestId: headers.get("x-request-id"),
  });
  expect(codes[status], `${what} ${json.code}`).toContain(json.code);
  if (json.code === "in_flight") expect(headers.get("retry-after"), what).toMatch(/^\d+$/);
  if (status === 401) expect(headers.get("www-authenticate"), what).toMatch(/^Bearer realm=/);
  if (json.code === "invalid") {
    expect(json.errors.length, what).toBeGreaterThan(0);
    for (const error of json.errors) {
      expect(error, what).toEqual({
        pointer: expect.stringMatching(/^(\/.*)?$/),
        code: expect.stringMatching(/^[a-z_]+$/),
        detail: expect.stringMatching(/\w/),
      });
    }
  }
}

/** The pointers of what a 422 found wrong. */
export function pointers({ json }: Answer): string[] {
  return json.errors.map((error: { pointer: string }) => error.pointer);
}
