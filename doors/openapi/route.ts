import { apiDocument } from "#doors/openapi/document";
import { env } from "#lib/env";
import { etagOf, matchesNone } from "#lib/http";

let made: { body: string; etag: string } | null = null;

/** `GET /api/openapi.json`: made once a process, since neither code nor origin changes while it runs. */
export function answerDocument(request: Request): Response {
  if (!made) {
    const body = JSON.stringify(apiDocument(new URL(env().AUTH_URL).origin));
    made = { body, etag: etagOf(body) };
  }
  const headers = new Headers({ ETag: made.etag, "Cache-Control": "public, max-age=60" });
  if (matchesNone(request.headers.get("if-none-match"), made.etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("Content-Type", "application/json");
  return new Response(made.body, { headers });
}
