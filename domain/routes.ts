/**
 * The address of every operation that programs may call: the one table behind the route files, the
 * 405s with `Allow`, the Location headers and the OpenAPI document. It imports nothing, so
 * that the server in front of Next can read it too. A test compares it with the registry and with
 * the files under app/api.
 */
export const routes = {
  "posts.list": { method: "GET", path: "/api/posts", success: 200 },
  "posts.create": { method: "POST", path: "/api/posts", success: 201 },
  "posts.get": { method: "GET", path: "/api/posts/{id}", success: 200 },
  "posts.replace": { method: "PUT", path: "/api/posts/{id}", success: 200 },
  "posts.update": { method: "PATCH", path: "/api/posts/{id}", success: 200 },
  "posts.delete": { method: "DELETE", path: "/api/posts/{id}", success: 204 },
  "posts.publish": { method: "POST", path: "/api/posts/{id}/publish", success: 200 },
  "posts.unpublish": { method: "POST", path: "/api/posts/{id}/unpublish", success: 200 },
  "posts.restore": { method: "POST", path: "/api/posts/{id}/restore", success: 200 },
  "posts.bulk": { method: "POST", path: "/api/posts/bulk", success: 200, mixed: 207 },
  "posts.preview": { method: "POST", path: "/api/preview", success: 200 },
  "drafts.get": { method: "GET", path: "/api/posts/{id}/draft", success: 200 },
  "drafts.save": { method: "PUT", path: "/api/posts/{id}/draft", success: 200 },
  "drafts.discard": { method: "DELETE", path: "/api/posts/{id}/draft", success: 204 },
  "revisions.list": { method: "GET", path: "/api/posts/{id}/revisions", success: 200 },
  "revisions.get": { method: "GET", path: "/api/posts/{id}/revisions/{number}", success: 200 },
  "revisions.diff": {
    method: "GET",
    path: "/api/posts/{id}/revisions/{number}/diff",
    success: 200,
  },
  "revisions.restore": {
    method: "POST",
    path: "/api/posts/{id}/revisions/{number}/restore",
    success: 200,
  },
  "posts.search": { method: "GET", path: "/api/search", success: 200 },
  "comments.list": { method: "GET", path: "/api/posts/{id}/comments", success: 200 },
  "comments.create": { method: "POST", path: "/api/posts/{id}/comments", success: 201 },
  "comments.get": { method: "GET", path: "/api/posts/{id}/comments/{commentId}", success: 200 },
  "comments.update": {
    method: "PATCH",
    path: "/api/posts/{id}/comments/{commentId}",
    success: 200,
  },
  "comments.delete": {
    method: "DELETE",
    path: "/api/posts/{id}/comments/{commentId}",
    success: 204,
  },
  "comments.report": {
    method: "POST",
    path: "/api/posts/{id}/comments/{commentId}/reports",
    success: 204,
  },
  "comments.reports": {
    method: "GET",
    path: "/api/posts/{id}/comments/{commentId}/reports",
    success: 200,
  },
  "comments.dismiss": {
    method: "DELETE",
    path: "/api/posts/{id}/comments/{commentId}/reports",
    success: 204,
  },
  "comments.hide": {
    method: "POST",
    path: "/api/posts/{id}/comments/{commentId}/hide",
    success: 200,
  },
  "comments.show": {
    method: "POST",
    path: "/api/posts/{id}/comments/{commentId}/show",
    success: 200,
  },
  "comments.queue": { method: "GET", path: "/api/comments", success: 200 },
  "reactions.get": { method: "GET", path: "/api/posts/{id}/reactions", success: 200 },
  "reactions.add": { method: "PUT", path: "/api/posts/{id}/reactions/{kind}", success: 204 },
  "reactions.remove": { method: "DELETE", path: "/api/posts/{id}/reactions/{kind}", success: 204 },
  "uploads.list": { method: "GET", path: "/api/uploads", success: 200 },
  "uploads.create": { method: "POST", path: "/api/uploads", success: 201 },
  "uploads.presign": { method: "POST", path: "/api/uploads/presign", success: 200 },
  "uploads.get": { method: "GET", path: "/api/uploads/{id}", success: 200 },
  "uploads.update": { method: "PATCH", path: "/api/uploads/{id}", success: 200 },
  "uploads.delete": { method: "DELETE", path: "/api/uploads/{id}", success: 204 },
  "uploads.complete": { method: "POST", path: "/api/uploads/{id}/complete", success: 200 },
  "tags.list": { method: "GET", path: "/api/tags", success: 200 },
  "tags.get": { method: "GET", path: "/api/tags/{slug}", success: 200 },
  "authors.list": { method: "GET", path: "/api/authors", success: 200 },
  "authors.get": { method: "GET", path: "/api/authors/{handle}", success: 200 },
  "me.get": { method: "GET", path: "/api/me", success: 200 },
  "me.update": { method: "PATCH", path: "/api/me", success: 200 },
  "me.calls": { method: "GET", path: "/api/me/calls", success: 200 },
  "session.get": { method: "GET", path: "/api/session", success: 200 },
  "sessions.end": { method: "DELETE", path: "/api/session", success: 204 },
  "tokens.list": { method: "GET", path: "/api/tokens", success: 200 },
  "tokens.create": { method: "POST", path: "/api/tokens", success: 201 },
  "tokens.get": { method: "GET", path: "/api/tokens/{id}", success: 200 },
  "tokens.update": { method: "PATCH", path: "/api/tokens/{id}", success: 200 },
  "tokens.rotate": { method: "POST", path: "/api/tokens/{id}/rotate", success: 200 },
  "tokens.revoke": { method: "DELETE", path: "/api/tokens/{id}", success: 204 },
  "lab.list": { method: "GET", path: "/api/lab/posts", success: 200 },
  "lab.create": { method: "POST", path: "/api/lab/posts", success: 201 },
  "lab.update": { method: "PATCH", path: "/api/lab/posts/{id}", success: 200 },
  "lab.weigh": { method: "POST", path: "/api/lab/files", success: 201 },
  "lab.fail": { method: "POST", path: "/api/lab/failures", success: 200 },
  "lab.arrivals": { method: "GET", path: "/api/lab/arrivals", success: 200 },
  "lab.wire": { method: "GET", path: "/api/lab/wire/{id}", success: 200 },
  "health.live": { method: "GET", path: "/api/health/live", success: 200 },
  "health.ready": { method: "GET", path: "/api/health/ready", success: 200 },
} as const satisfies Record<string, Route>;

export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Parameters in braces: each is a key of the operation's input. */
  path: string;
  success: 200 | 201 | 204;
  /** The status when a part of what was asked failed: the body says which. */
  mixed?: 207;
}

export type RouteName = keyof typeof routes;

/** What has an address under /api and is no operation. */
export const documents = [{ method: "GET", path: "/api/openapi.json" }] as const;

const patterns = [...Object.values(routes), ...documents].map(({ method, path }) => ({
  method,
  path: path as string,
  matches: new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
}));

/** The methods a path under /api answers, HEAD and OPTIONS included; null when no route has it. */
export function methodsOf(pathname: string): string[] | null {
  const matching = patterns.filter(({ matches }) => matches.test(pathname));
  // A path that is written out wins over a parameter, as in Next: /presign is no upload's id.
  const exact = matching.filter(({ path }) => path === pathname);
  const found = (exact.length > 0 ? exact : matching).map((each) => each.method);
  if (found.length === 0) return null;
  return [...new Set([...found, ...(found.includes("GET") ? ["HEAD"] : []), "OPTIONS"])].sort();
}
