import { createLabPost } from "#domain/lab/operations";
import { orProblem } from "#doors/respond";
import { route } from "#doors/route";
import { AppError } from "#lib/errors";
import { readForm } from "#lib/http";

const LIMIT = 1024; // bytes
const PAGE = "/lab/framed/plain-form";

const create = route(createLabPost);

interface Context {
  params: Promise<{ answer: string }>;
}

/**
 * The lab's handler for a form that no script sends: the same operation as at /api/lab/posts, answered
 * with 303 to a page (`see-other`), or as a program is answered (`json`).
 */
export function writeFromForm(request: Request, { params }: Context): Promise<Response> {
  return orProblem(request, async () => {
    const { answer } = await params;
    if (answer !== "see-other" && answer !== "json") {
      throw new AppError("not_found", "There is no such answer.");
    }
    const body = JSON.stringify(await readForm(request, LIMIT));
    const { url, headers } = request;
    const sent = new Headers(headers);
    sent.set("Content-Type", "application/json");
    sent.delete("Content-Length");
    const posted = new Request(new URL("/api/lab/posts", url), {
      method: "POST",
      headers: sent,
      body,
    });
    const made = await create(posted, { params: Promise.resolve({}) });
    const id = headers.get("x-request-id") ?? "";
    // The browser tells a page nothing else of what it was answered.
    made.headers.set("Server-Timing", `request;desc="${id}"`);
    if (answer === "json" || !made.ok) return made;
    made.headers.set("Location", `${PAGE}#${id}`);
    for (const name of ["Content-Type", "ETag"]) made.headers.delete(name);
    return new Response(null, { status: 303, headers: made.headers });
  });
}
