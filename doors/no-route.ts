import { AppError } from "#lib/errors";
import { problemResponse } from "#lib/http";

/** The answer under /api where no route is: a problem, not the site's page for what is not found. */
export function noRoute(request: Request): Response {
  const id = request.headers.get("x-request-id") ?? crypto.randomUUID();
  const path = new URL(request.url).pathname;
  return problemResponse(new AppError("not_found", "There is nothing at this address."), {
    path,
    id,
  });
}
